import type { BackupFiles, BackupPlace, BackupStore, BucketPlace, S3Settings } from "@/lib/ports/backups";
import type { Clock } from "@/lib/ports/clock";
import type { Log } from "@/lib/ports/log";

/** What the verbs of backups need. */
export type BackupServices = {
  files: BackupFiles;
  store: BackupStore;
  /** The data folder's own. */
  ownFolder: string;
  /** Stands in the names of this panel's backups: eight digits of base 16. */
  series: string;
  openFolder: (path: string) => BackupPlace;
  openS3: (settings: S3Settings) => BucketPlace;
  now: Clock;
  log: Log;
};
