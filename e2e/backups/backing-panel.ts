import { join } from "node:path";
import { S3_BUCKET, S3_KEYS, S3_REGION, type StandInS3 } from "@/e2e/backups/stand-in-s3";
import { DataFolderBackups } from "@/lib/adapters/backup/backup-files";
import { FolderPlace } from "@/lib/adapters/backup/folder-place";
import { S3Place } from "@/lib/adapters/backup/s3-place";
import { openFilledFolder } from "@/lib/adapters/backup/test-support";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { PrismaBackupStore } from "@/lib/adapters/database/prisma-backup-store";
import type { BackupSettings } from "@/lib/ports/backups";
import type { Clock } from "@/lib/ports/clock";
import { Sensitive } from "@/lib/secrets/sensitive";
import { Backups } from "@/lib/use-cases/backups/backups";

export type BackingPanel = Awaited<ReturnType<typeof openBackingPanel>>;

/** A panel's backups over a data folder in use, by the clock of a test. */
export async function openBackingPanel(now: Clock, series = "0a1b2c3d") {
  const filled = await openFilledFolder();
  const store = new PrismaBackupStore(filled.client, new AesSecretBox(filled.key), now);
  const ownFolder = join(filled.folder, "backups");
  const scratch = join(filled.folder, "scratch");
  const { path: database, masterKey } = filled;
  const source = { database, masterKey, backups: ownFolder, scratch, series, version: "1.2.3", now };
  const services = {
    files: new DataFolderBackups(source),
    ...{ store, ownFolder, series, now, log: () => {} },
    openFolder: (path: string) => new FolderPlace(path, path === ownFolder),
    openS3: (settings: NonNullable<BackupSettings["s3"]>) => new S3Place(settings),
  };
  return { filled, store, ownFolder, scratch, services, backups: new Backups(services) };
}

/** Daily at five, in the panel's own folder, three of them. */
export function backupSettings(changes: Partial<BackupSettings> = {}): BackupSettings {
  return {
    schedule: { every: "day", hour: 5, weekday: 0 },
    ...{ keep: 3, folder: "", s3: null, passphrase: null },
    ...changes,
  };
}

export function bucketOf(s3: StandInS3): NonNullable<BackupSettings["s3"]> {
  return {
    ...{ endpoint: s3.endpoint, region: S3_REGION, bucket: S3_BUCKET, prefix: "panel/", pathStyle: true },
    ...{ accessKey: S3_KEYS.accessKey, secretKey: new Sensitive(S3_KEYS.secretKey) },
  };
}
