import type { BackupFiles, BackupPlace, BackupStore, S3Settings } from "@/lib/ports/backups";
import type { Clock } from "@/lib/ports/clock";
import type { Log } from "@/lib/ports/log";

/** What the verbs of backups need. */
export type BackupServices = {
  files: BackupFiles;
  store: BackupStore;
  /** The data folder's own. */
  ownFolder: string;
  openFolder: (path: string) => BackupPlace;
  openS3: (settings: S3Settings) => BackupPlace;
  now: Clock;
  log: Log;
};
