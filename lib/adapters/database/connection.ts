import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import { databaseUrl } from "@/lib/adapters/database/database-url";
import { PrismaClient } from "@/lib/adapters/database/generated/client";
import { SerialisedAdapterFactory } from "@/lib/adapters/database/serialised-adapter";
import { unwrapPanelError } from "@/lib/adapters/database/translate-error";
import { PanelError } from "@/lib/errors";

/**
 * Set at every open and read back, by name and the value that SQLite then shows. FULL: with NORMAL, acknowledged rows
 * are lost at a power cut.
 */
const PRAGMAS = [
  { name: "busy_timeout", set: "5000", shown: 5000 },
  { name: "journal_mode", set: "WAL", shown: "wal" },
  { name: "synchronous", set: "FULL", shown: 2 },
  { name: "foreign_keys", set: "ON", shown: 1 },
] as const;

/** Transactions wait for each other, and are short: who waits this long has met a fault. */
const TRANSACTION_TIMEOUT_MS = 15_000;

/**
 * Opens a migrated database.
 * @throws PanelError `database-unusable` when it is damaged or does not take the settings that keep writes safe
 */
export async function openDatabase(path: string): Promise<PrismaClient> {
  const sqlite = new PrismaBetterSqlite3({ url: databaseUrl(path) });
  const client = new PrismaClient({
    adapter: new SerialisedAdapterFactory(sqlite, prepareConnection),
    transactionOptions: { maxWait: TRANSACTION_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS },
  });
  try {
    await client.$connect();
    return withOwnErrors(client);
  } catch (error) {
    await client.$disconnect();
    if (error instanceof PanelError) throw error;
    throw new PanelError(
      "database-unusable",
      `The database ${path} cannot be opened`,
      {
        fix: "Stop the panel, move the file away, and put a copy from the data folder's backups in its place",
        evidence: [error instanceof Error ? error.message : String(error)],
      },
      error,
    );
  }
}

/** An extended client lacks only `$on`, which nothing here uses. */
function withOwnErrors(client: PrismaClient): PrismaClient {
  const extended = client.$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return await query(args);
        } catch (error) {
          throw unwrapPanelError(error);
        }
      },
    },
  });
  return extended as unknown as PrismaClient;
}

async function prepareConnection(adapter: SqlDriverAdapter): Promise<void> {
  await adapter.executeScript(PRAGMAS.map(({ name, set }) => `PRAGMA ${name} = ${set};`).join("\n"));
  for (const { name, shown } of PRAGMAS) {
    const value = await readPragma(adapter, name);
    if (String(value).toLowerCase() !== String(shown)) {
      throw new PanelError("database-unusable", `SQLite shows ${name} = ${value} instead of ${shown}`, {
        fix: "Put the data folder on a local file system; a network file system cannot hold it",
      });
    }
  }
  const check = await readPragma(adapter, "quick_check(1)");
  if (check !== "ok") throw new Error(`SQLite's quick_check found: ${check}`);
}

async function readPragma(adapter: SqlDriverAdapter, pragma: string): Promise<unknown> {
  const { rows } = await adapter.queryRaw({ sql: `PRAGMA ${pragma}`, args: [], argTypes: [] });
  return rows[0]?.[0];
}
