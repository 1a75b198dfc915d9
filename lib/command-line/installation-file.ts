import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { IMPORT_FILE_MAX_LENGTH } from "@/lib/api/contract/imports";
import { PanelError } from "@/lib/errors";

/** A character of UTF-8 has four bytes at most. */
const MAX_BYTES = IMPORT_FILE_MAX_LENGTH * 4;

/**
 * A text file of an installation, no larger than the panel takes.
 * @throws PanelError `input-invalid`
 */
export async function readInstallationFile(file: string, folder: string): Promise<string> {
  const path = resolve(folder, file);
  try {
    if ((await stat(path)).size <= MAX_BYTES) return await readFile(path, "utf8");
  } catch (error) {
    const fix = "Name a file that is there and that you may read";
    throw new PanelError("input-invalid", `${path} cannot be read`, { fix }, error);
  }
  throw new PanelError("input-invalid", `${path} is larger than ${MAX_BYTES} bytes`, {
    fix: "Give the .env or the kong.yml of the installation: they have a few kilobytes",
  });
}
