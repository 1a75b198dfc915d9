import { randomBytes } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { join } from "node:path";

/** Where the child finds the file: its first descriptor after the three standard ones. */
export const ENV_FILE_PATH = "/dev/fd/3";

/**
 * A file for secrets that no other process can find: its name is gone before the first byte is in it. Compose opens it
 * anew through the descriptor, more than once; a pipe would give it empty values.
 */
export async function openEnvFile(folder: string, content: string): Promise<FileHandle> {
  const path = join(folder, `.env-${randomBytes(8).toString("hex")}`);
  const handle = await open(path, "wx+", 0o600);
  try {
    await unlink(path);
    await handle.writeFile(content);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}
