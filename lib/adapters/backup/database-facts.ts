import Database from "better-sqlite3";

export type Counts = { stacks: number; revisions: number; operators: number };

/** What a database says of itself; empty where it does not say it. */
export type DatabaseFacts = { counts: Counts; migration: string; installation: string; keyId: string };

/** Rows of each table, by name. */
export type RowCounts = Readonly<Record<string, number>>;

/**
 * Copies a database that may be in use to a new file, and proves the copy. A copy of the file alone passes SQLite's own
 * check and lacks what still stands in the log, so the rows are counted too.
 * @throws Error when the copy is not what the source is
 */
export function copyDatabase(source: string, target: string): DatabaseFacts {
  const database = new Database(source, { fileMustExist: true, timeout: 5000 });
  try {
    const before = countRows(database);
    database.prepare("VACUUM INTO ?").run(target);
    const after = countRows(database);
    const copied = readDatabase(target, (copy) => ({ rows: countRows(copy), facts: factsOf(copy) }));
    for (const [table, least] of Object.entries(before)) {
      const rows = copied.rows[table] ?? -1;
      // Somebody else may write at the same time: then the copy lies between the two counts.
      const most = after[table] ?? least;
      if (rows < Math.min(least, most) || rows > Math.max(least, most)) {
        throw new Error(`The copy has ${rows} rows in ${table}, the database ${least}`);
      }
    }
    return copied.facts;
  } finally {
    database.close();
  }
}

/**
 * Facts of a database that nobody uses.
 * @throws Error when SQLite finds it damaged, or it is not one of ours
 */
export function databaseFacts(path: string): DatabaseFacts {
  return readDatabase(path, factsOf);
}

function readDatabase<T>(path: string, read: (database: Database.Database) => T): T {
  const database = new Database(path, { fileMustExist: true, readonly: true });
  try {
    const found = database.pragma("integrity_check(1)", { simple: true });
    if (found !== "ok") throw new Error(`SQLite's integrity_check found: ${String(found)}`);
    const dangling = database.pragma("foreign_key_check");
    if (!Array.isArray(dangling) || dangling.length > 0)
      throw new Error("Rows refer to rows that are not there");
    return read(database);
  } finally {
    database.close();
  }
}

function countRows(database: Database.Database): RowCounts {
  const tables = database
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  return Object.fromEntries(tables.map(({ name }) => [name, count(database, name)]));
}

function count(database: Database.Database, table: string): number {
  const quoted = `"${table.replaceAll('"', '""')}"`;
  return database.prepare<[], { rows: number }>(`SELECT count(*) AS rows FROM ${quoted}`).get()?.rows ?? 0;
}

function factsOf(database: Database.Database): DatabaseFacts {
  const meta = database.prepare<[string], { value: string }>("SELECT value FROM Meta WHERE name = ?");
  const last = database
    .prepare<[], { name: string }>(
      "SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY name DESC LIMIT 1",
    )
    .get();
  return {
    counts: {
      stacks: count(database, "Stack"),
      revisions: count(database, "Revision"),
      operators: count(database, "Operator"),
    },
    migration: last?.name ?? "",
    installation: meta.get("installation")?.value ?? "",
    keyId: meta.get("master key id")?.value ?? "",
  };
}
