import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DRAFT } from "@/lib/adapters/backup/backup-files";
import { writingFailed } from "@/lib/adapters/backup/file-safety";
import { PanelError } from "@/lib/errors";
import type { BackupPlace, StoredBackup } from "@/lib/ports/backups";

/** A folder of this machine, or one that is mounted. */
export class FolderPlace implements BackupPlace {
  readonly title: string;
  readonly mayBeAbsent: boolean;
  readonly #folder: string;

  /**
   * @param isOwn whether it is the data folder's, which is made where it is missing. One that somebody chose is not:
   *   its disk may not be mounted, and backups would go to the one below.
   */
  constructor(folder: string, isOwn: boolean) {
    this.title = folder;
    this.mayBeAbsent = !isOwn;
    this.#folder = folder;
  }

  async tryOut(): Promise<void> {
    const file = join(this.#folder, `slipway-trial${DRAFT}`);
    try {
      // Its last part alone: what it is in was there before, or is not mounted.
      await mkdir(this.#folder, { mode: 0o700 }).catch(unless("EEXIST"));
      await writeFile(file, "Slipway tries whether it may write here.\n", { mode: 0o600, flush: true });
      await rm(file);
    } catch (error) {
      throw writingFailed(error, this.#folder, "Nothing was saved.");
    }
    await this.list();
  }

  async list(): Promise<StoredBackup[]> {
    try {
      if (!this.mayBeAbsent) await mkdir(this.#folder, { recursive: true, mode: 0o700 });
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
        { fix: "Mount its disk, or choose a folder that the user may write who runs Slipway" },
        error,
      );
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
  return (await stat(path).catch(unless("ENOENT"))) ?? null;
}

/** Passes every error on but the one with this code. */
function unless(code: string) {
  return (error: unknown): undefined => {
    if (error instanceof Error && "code" in error && error.code === code) return undefined;
    throw error;
  };
}
