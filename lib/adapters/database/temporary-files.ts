import { mkdirSync } from "node:fs";

/**
 * Where SQLite puts its temporary files, as large as the database when that is vacuumed: beside it, instead of in a
 * folder in memory that is too small for them. SQLite looks once, when the first database is opened.
 */
export function keepTemporaryFilesIn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env.SQLITE_TMPDIR = folder;
}
