/** What puts a backup into a data folder without a worker: beside the worker's own, the one file that imports adapters. */
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openBackup, type Restored, restoreBackup } from "@/lib/adapters/backup/restore-backup";
import { readMigrations } from "@/lib/adapters/database/migration-files";
import { prepareDataFolder } from "@/lib/adapters/host/data-folder";
import { lockDataFolder } from "@/lib/adapters/host/data-folder-lock";
import type { Sensitive } from "@/lib/secrets/sensitive";

/** The checkout: from `lib/restore.ts` as from `dist/slipway.mjs`. */
const ROOT = fileURLToPath(new URL("..", import.meta.url));

export type RestoreOptions = {
  file: string;
  data: string;
  passphrase: Sensitive | null;
  replace: boolean;
  now: Date;
};

/**
 * Restores a backup into a data folder that no worker uses. Nothing is made or touched before all of the backup has
 * been read and its key was opened.
 * @throws PanelError as `openBackup` and `restoreBackup` do, and `worker-already-running`
 */
export async function restoreDataFolder(options: RestoreOptions): Promise<Restored> {
  const backup = await openBackup(options.file, options.passphrase);
  const migrations = await readMigrations(join(ROOT, "prisma/migrations"));
  const paths = prepareDataFolder(resolve(options.data), null);
  const unlock = lockDataFolder(paths.lock);
  try {
    return await restoreBackup(backup, { ...paths, migrations, replace: options.replace, now: options.now });
  } finally {
    unlock();
  }
}
