import Database from "better-sqlite3";

/** Rows that let somebody in: a restored copy has none of them. */
const SESSIONS: ReadonlySet<string> = new Set([
  "Session",
  "SetupLink",
  "Invitation",
  "PasswordLink",
  "PasskeyChallenge",
]);

/** Every row of every table as text, sorted: what two databases that hold the same have in common. */
export function logicalExport(path: string): Readonly<Record<string, readonly string[]>> {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const tables = database
      .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .all();
    return Object.fromEntries(
      tables.filter(({ name }) => !SESSIONS.has(name)).map(({ name }) => [name, rowsOf(database, name)]),
    );
  } finally {
    database.close();
  }
}

function rowsOf(database: Database.Database, table: string): string[] {
  return database
    .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`)
    .all()
    .map((row) => JSON.stringify(row))
    .sort();
}
