import { randomBytes, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { ensureMasterKey, masterKeyMissing } from "@/lib/adapters/crypto/master-key";
import { SealedStreams } from "@/lib/adapters/crypto/sealed-stream";
import { openDatabase } from "@/lib/adapters/database/connection";
import { claimBackupSeries, claimInstallation, claimKeyId } from "@/lib/adapters/database/key-owner";
import { migrateDatabase } from "@/lib/adapters/database/migrate-database";
import { clearOldPages, sealPlainSettings } from "@/lib/adapters/database/seal-plain-settings";
import { keepTemporaryFilesIn } from "@/lib/adapters/database/temporary-files";
import type { DataPaths } from "@/lib/adapters/host/data-folder";
import { toPanelError } from "@/lib/errors";
import type { Log } from "@/lib/ports/log";
import { now } from "@/lib/worker/clock";
import type { Program } from "@/lib/worker/program";
import { storesOn } from "@/lib/worker/stores-on";

export type Records = Awaited<ReturnType<typeof openRecords>>;

/** Key and database, the one fitting the other, and the stores on them. */
export async function openRecords({ root, migrate }: Program, paths: DataPaths, log: Log) {
  keepTemporaryFilesIn(paths.scratch);
  const key = ensureMasterKey(paths.masterKey, existsSync(paths.database));
  const { applied, snapshot } = await migrateDatabase({
    path: paths.database,
    backups: paths.backups,
    migrations: join(root, "prisma/migrations"),
    command: migrate,
    now: now(),
  });
  if (applied.length > 0) log("info", "database migrated", { applied, snapshot });
  const client = await openDatabase(paths.database);
  const keyId = await claimKeyId(client, key.id);
  if (keyId !== key.id) {
    throw masterKeyMissing(
      paths.masterKey,
      `The database belongs to the master key ${keyId}, not to ${key.id}`,
    );
  }
  const installation = await claimInstallation(client, randomUUID);
  const backupSeries = await claimBackupSeries(client, () => randomBytes(4).toString("hex"));
  const box = new AesSecretBox(key);
  const sealed = await sealPlainSettings(client, box);
  if (sealed > 0) log("info", "free variables sealed", { revisions: sealed });
  await clearOldPages(client).catch((error: unknown) => {
    log("warn", "free variables in clear are left in free pages until the next start", {
      error: toPanelError(error).message,
    });
  });
  const streams = new SealedStreams(key);
  return {
    ...storesOn(client, box),
    box,
    streams,
    installation,
    backupSeries,
    close: () => client.$disconnect(),
  };
}
