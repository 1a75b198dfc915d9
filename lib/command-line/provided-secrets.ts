import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { PanelError } from "@/lib/errors";
import type { GivenSecrets, Kind } from "@/lib/stacks/kind";

const schema = z.record(z.string(), z.string().nullable());

/**
 * Secrets from a JSON file, so that none stands on a command line; null is for one that the stack is not to have.
 * @throws PanelError `input-invalid` when the file cannot be read or names a secret that the kind does not have
 */
export async function readProvidedSecrets(
  kind: Kind,
  file: string | undefined,
  folder: string,
): Promise<GivenSecrets> {
  if (file === undefined) return {};
  const secrets = await readObject(resolve(folder, file));
  const unknown = Object.keys(secrets).filter((name) => !Object.hasOwn(kind.secrets, name));
  if (unknown.length > 0) {
    throw new PanelError("input-invalid", `${kind.title} has no secret named ${unknown.join(", ")}`, {
      fix: `Its secrets are ${Object.keys(kind.secrets).join(", ")}`,
    });
  }
  return secrets;
}

async function readObject(path: string): Promise<GivenSecrets> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const fix =
      "Write a JSON object whose names are texts and whose values are texts or null, in a file that you may read";
    throw new PanelError("input-invalid", `${path} holds no secrets that can be read`, { fix }, error);
  }
}
