import { existsSync } from "node:fs";
import { copyFile, link, mkdir, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import Database from "better-sqlite3";
import { syncPath } from "@/lib/adapters/backup/file-safety";

type Place = { data: string; database: string; masterKey: string; now: Date };

/**
 * Exchanges database and master key for restored ones. The old ones have a second name in a folder of their own before
 * the first of them is touched. Killed between the two, the next start finds a database and a key that do not belong
 * together, and says so; it never takes the folder for a new one.
 * @param dropKey whether the key that is there, if any, belongs to the old database alone
 * @returns the folder that holds the old ones; null when there were none
 */
export async function putInPlace(
  draft: string,
  keyText: string | null,
  dropKey: boolean,
  place: Place,
): Promise<string | null> {
  const { database, masterKey } = place;
  const keyDraft = `${masterKey}.restoring`;
  await rm(keyDraft, { force: true });
  if (keyText !== null) await writeKey(keyDraft, keyText);
  const aside = await keepAside(place);
  foldLog(database);
  for (const log of [`${database}-wal`, `${database}-shm`]) await rm(log, { force: true });
  await rename(draft, database);
  await syncPath(dirname(database));
  if (keyText !== null) await rename(keyDraft, masterKey);
  else if (dropKey) await rm(masterKey, { force: true });
  await syncPath(dirname(masterKey));
  return aside;
}

async function keepAside({ data, database, masterKey, now }: Place): Promise<string | null> {
  const old = [database, `${database}-wal`, masterKey].filter(existsSync);
  if (old.length === 0) return null;
  const folder = join(data, `replaced-${now.toISOString().slice(0, 19).replaceAll(":", "-")}Z`);
  await mkdir(folder, { mode: 0o700 });
  for (const path of old) {
    const kept = join(folder, basename(path));
    // The log's file is emptied below, so that it needs a copy; the others only change their names.
    if (path.endsWith("-wal")) await copyFile(path, kept);
    else await link(path, kept);
    await syncPath(kept);
  }
  await syncPath(folder);
  await syncPath(data);
  return folder;
}

/** The log of the old database must not be read into the new one. One that is damaged keeps its log in its own folder. */
function foldLog(database: string): void {
  try {
    const old = new Database(database, { fileMustExist: true });
    try {
      old.pragma("journal_mode = DELETE");
    } finally {
      old.close();
    }
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}

async function writeKey(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o400);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
