import { DataFolderBackups } from "@/lib/adapters/backup/backup-files";
import { FolderPlace } from "@/lib/adapters/backup/folder-place";
import { S3Place } from "@/lib/adapters/backup/s3-place";
import type { DataPaths } from "@/lib/adapters/host/data-folder";
import type { Log } from "@/lib/ports/log";
import type { BackupServices } from "@/lib/use-cases/backups/backup-services";
import { now } from "@/lib/worker/clock";
import type { Program } from "@/lib/worker/program";
import type { Stores } from "@/lib/worker/stores-on";

export function openBackups(
  { version }: Program,
  paths: DataPaths,
  { backups: store, backupSeries: series }: Pick<Stores, "backups"> & { backupSeries: string },
  log: Log,
): BackupServices {
  return {
    files: new DataFolderBackups({ ...paths, series, version, now }),
    store,
    ownFolder: paths.backups,
    series,
    openFolder: (path) => new FolderPlace(path, path === paths.backups),
    openS3: (settings) => new S3Place(settings),
    now,
    log,
  };
}
