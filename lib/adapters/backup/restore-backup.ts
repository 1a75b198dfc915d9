import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { keyPurpose, requireSameFacts } from "@/lib/adapters/backup/backup-files";
import { backupDamaged, backupNewer, DATABASE, type Manifest } from "@/lib/adapters/backup/backup-format";
import { syncPath, writingFailed } from "@/lib/adapters/backup/file-safety";
import { putInPlace } from "@/lib/adapters/backup/put-in-place";
import { readBackup } from "@/lib/adapters/backup/read-backup";
import { openKeyFile } from "@/lib/adapters/backup/sealed-key";
import { settleCopy } from "@/lib/adapters/backup/settle-copy";
import { parseMasterKey, readMasterKey } from "@/lib/adapters/crypto/master-key";
import type { MigrationFile } from "@/lib/adapters/database/migration-files";
import { pendingMigrations } from "@/lib/adapters/database/migration-state";
import { PanelError } from "@/lib/errors";
import type { Sensitive } from "@/lib/secrets/sensitive";

/** A backup that was read whole, and whose key was opened where a passphrase was given. */
export type OpenedBackup = { file: string; manifest: Manifest; keyText: string | null };

export type RestoreTarget = {
  data: string;
  database: string;
  masterKey: string;
  migrations: readonly MigrationFile[];
  /** Put what is there aside instead of refusing. */
  replace: boolean;
  now: Date;
};

/** `there`: the folder had the right key already. `absent`: it is to be put there before the start. */
export type Restored = { manifest: Manifest; key: "restored" | "there" | "absent"; keptAside: string | null };

/**
 * Reads all of a backup and changes nothing.
 * @throws PanelError `backup-damaged`, `backup-newer`, `backup-passphrase-wrong`, `input-invalid`, `not-found`
 */
export async function openBackup(file: string, passphrase: Sensitive | null): Promise<OpenedBackup> {
  const { manifest, sealedKey } = await readBackup(file);
  if (passphrase === null) return { file, manifest, keyText: null };
  if (sealedKey === null) {
    throw new PanelError("input-invalid", "This backup holds no master key that a passphrase could open", {
      fix: "Leave the passphrase out, and put the key file itself into the restored data folder",
    });
  }
  const purpose = keyPurpose(manifest, manifest.members[DATABASE]?.sha256 ?? "");
  const keyText = await openKeyFile(sealedKey, passphrase, purpose);
  if (parseMasterKey(keyText)?.id !== manifest.keyId) throw backupDamaged("its master key is another one's");
  return { file, manifest, keyText };
}

/**
 * Puts a backup into a data folder that nobody uses: all of it, or the folder stays as it was.
 * @throws PanelError `data-folder-used`, `input-invalid`, `backup-damaged`, `backup-newer`, `disk-full`
 */
export async function restoreBackup(backup: OpenedBackup, target: RestoreTarget): Promise<Restored> {
  const { manifest, keyText } = backup;
  const key = keyFor(backup, target);
  const draft = `${target.database}.restoring`;
  await rm(draft, { force: true });
  try {
    await prepare(backup, draft, target).catch((error: unknown) => {
      throw writingFailed(error, target.data, "Nothing was changed.");
    });
    const keptAside = await putInPlace(
      draft,
      key === "restored" ? keyText : null,
      key !== "there",
      target,
    ).catch((error: unknown) => {
      throw writingFailed(error, target.data, "What was there is in it under a dated name.");
    });
    return { manifest, key, keptAside };
  } finally {
    await rm(draft, { force: true });
  }
}

async function prepare(
  { file, manifest }: OpenedBackup,
  draft: string,
  target: RestoreTarget,
): Promise<void> {
  await readBackup(file, draft);
  requireSameFacts(manifest, draft);
  requireKnownMigrations(draft, target.migrations);
  settleCopy(draft, { now: target.now, madeAt: manifest.createdAt });
  await syncPath(draft);
}

function keyFor({ manifest, keyText }: OpenedBackup, target: RestoreTarget): Restored["key"] {
  const { database, masterKey, replace } = target;
  const used = [database, `${database}-wal`, `${database}-shm`].find(existsSync);
  if (used !== undefined && !replace) throw folderUsed(`There is a database already: ${used}`);
  const there = existingKey(masterKey);
  if (there === manifest.keyId) return "there";
  if (there !== null && !replace) throw folderUsed(`There is another master key already: ${masterKey}`);
  if (keyText !== null) return "restored";
  if (manifest.masterKey === "absent") return "absent";
  throw new PanelError("input-invalid", "The master key in this backup is encrypted", {
    fix: "Give its passphrase: --passphrase-file FILE",
  });
}

/** Its id; an empty text when nobody can read it. */
function existingKey(path: string): string | null {
  try {
    return readMasterKey(path)?.id ?? null;
  } catch (error) {
    if (error instanceof PanelError && error.code === "master-key-missing") return "";
    throw error;
  }
}

function requireKnownMigrations(path: string, migrations: readonly MigrationFile[]): void {
  try {
    pendingMigrations(path, migrations);
  } catch (error) {
    if (error instanceof PanelError && error.code === "migration-failed") throw backupNewer(error.message);
    throw error;
  }
}

function folderUsed(why: string): PanelError {
  return new PanelError("data-folder-used", why, {
    fix: "Name an empty data folder, or add --replace, which keeps what is there in a folder beside it",
  });
}
