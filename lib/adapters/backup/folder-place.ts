import { createReadStream } from "node:fs";
import { copyFile, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { DRAFT } from "@/lib/adapters/backup/backup-files";
import { syncPath, writingFailed } from "@/lib/adapters/backup/file-safety";
import { PanelError } from "@/lib/errors";
import type { BackupPlace, StoredBackup } from "@/lib/ports/backups";

/** A folder of this machine, or one that is mounted. */
export class FolderPlace implements BackupPlace {
  readonly title: string;
  readonly #folder: string;

  constructor(folder: string) {
    this.title = folder;
    this.#folder = folder;
  }

  async list(): Promise<StoredBackup[]> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const names = await readdir(this.#folder);
      const files = await Promise.all(
        names.map(async (name) => ({ name, found: await statOrNull(join(this.#folder, name)) })),
      );
      return files.flatMap(({ name, found }) =>
        found?.isFile() ? [{ name, sizeBytes: found.size, changedAt: found.mtime }] : [],
      );
    } catch (error) {
      throw new PanelError(
        "backup-failed",
        `The folder ${this.#folder} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        { fix: "Choose a folder that the user may write who runs Slipway" },
        error,
      );
    }
  }

  async put(name: string, { path }: { path: string }): Promise<void> {
    const draft = join(this.#folder, `${name}${DRAFT}`);
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await copyFile(path, draft);
      const file = await open(draft, "r");
      await file.sync();
      await file.close();
      await rename(draft, join(this.#folder, name));
      await syncPath(this.#folder);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw writingFailed(error, this.#folder, "No backup was written there.");
    }
  }

  async read(name: string): Promise<{ sizeBytes: number; chunks: AsyncIterable<Uint8Array> }> {
    const path = join(this.#folder, name);
    const found = await statOrNull(path);
    if (found === null) throw backupGone(name);
    return { sizeBytes: found.size, chunks: createReadStream(path) };
  }

  async remove(name: string): Promise<void> {
    try {
      await rm(join(this.#folder, name), { force: true });
    } catch (error) {
      throw writingFailed(error, this.#folder, `${name} was not deleted.`);
    }
  }
}

export function backupGone(name: string): PanelError {
  return new PanelError("not-found", `${name} is not there any more`, { fix: "Reload the list" });
}

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
