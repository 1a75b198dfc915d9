import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";

/**
 * A consistent copy of a database that may be in use, whole or not there at all. A copy of the file alone passes
 * every check and lacks what still stands in the log.
 * @returns its size in bytes
 */
export function snapshotDatabase(path: string, target: string): number {
  const draft = `${target}.partial`;
  rmSync(draft, { force: true });
  const database = new Database(path, { fileMustExist: true, timeout: 5000 });
  try {
    database.prepare("VACUUM INTO ?").run(draft);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    database.close();
  }
  chmodSync(draft, 0o600);
  syncPath(draft);
  renameSync(draft, target);
  syncPath(dirname(target));
  return statSync(target).size;
}

/** Puts a whole database file in the place of another that nobody has open. */
export function replaceDatabase(path: string, replacement: string): void {
  chmodSync(replacement, 0o600);
  syncPath(replacement);
  // The old file's log must not be read into the new file: without WAL mode it has none.
  try {
    const old = new Database(path, { fileMustExist: true });
    old.pragma("journal_mode = DELETE");
    old.close();
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== "SQLITE_CANTOPEN") throw error;
  }
  renameSync(replacement, path);
  syncPath(dirname(path));
}

function syncPath(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
