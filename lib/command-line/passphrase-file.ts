import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { PanelError } from "@/lib/errors";

/**
 * The passphrase from a file, so that none stands on a command line: its first line.
 * @throws PanelError `input-invalid` when the file cannot be read or holds nothing
 */
export async function readPassphrase(file: string | undefined, folder: string): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const path = resolve(folder, file);
  try {
    const [line = ""] = (await readFile(path, "utf8")).split(/\r?\n/);
    if (line !== "") return line;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PanelError("input-invalid", `The passphrase cannot be read: ${why}`, {}, error);
  }
  throw new PanelError("input-invalid", `${path} holds no passphrase`, {
    fix: "Write the passphrase into its first line",
  });
}
