import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PanelError } from "@/lib/errors";

/** Others than the owner may not read: `.env` holds the secrets. */
const FILE_MODE = 0o600;

/**
 * Writes the files into a folder that does not exist, is empty, or holds exactly them.
 * @returns false when everything was there already
 * @throws PanelError `input-invalid` when the folder holds anything else, or cannot be written
 */
export async function writeRenderedFolder(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<boolean> {
  const present = await entries(folder);
  if (present.length > 0) {
    if (await holdsExactly(folder, present, files)) return false;
    throw new PanelError("input-invalid", `${folder} holds other files: nothing was written`, {
      fix: "Name a new or empty folder",
      evidence: present.slice(0, 5),
    });
  }
  const written: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content, { flag: "wx", mode: FILE_MODE });
      written.push(name);
    }
    return true;
  } catch (error) {
    for (const name of written) await rm(join(folder, name), { force: true });
    throw unwritable(folder, error);
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw unwritable(folder, error);
  }
}

async function holdsExactly(
  folder: string,
  present: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<boolean> {
  if (present.join("\0") !== Object.keys(files).sort().join("\0")) return false;
  for (const [name, content] of Object.entries(files)) {
    if ((await readFile(join(folder, name), "utf8")) !== content) return false;
  }
  return true;
}

function unwritable(folder: string, error: unknown): PanelError {
  const reason = error instanceof Error ? error.message : String(error);
  return new PanelError(
    "input-invalid",
    `${folder} cannot be written: ${reason}`,
    { fix: "Name another folder" },
    error,
  );
}
