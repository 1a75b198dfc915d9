import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as glue from "@prisma/schema-engine-wasm/schema_engine_bg";
import { databaseUrl } from "@/lib/adapters/database/database-url";

const WASM = "schema_engine_bg.wasm";

/** Nothing of ours lies outside the schema. */
export const NO_FILTER = { externalTables: [], externalEnums: [] };

let loaded: Promise<void> | undefined;

/**
 * Runs Prisma's migration engine, as WebAssembly, on a database file or on `:memory:`. It locks the file for itself;
 * the lock is let go before the promise settles.
 */
export async function withSchemaEngine<T>(
  path: string,
  work: (engine: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= loadEngine();
  await loaded;
  const connections = new RememberedConnections(
    new PrismaBetterSqlite3({ url: path === ":memory:" ? path : databaseUrl(path) }),
  );
  const messages: string[] = [];
  try {
    const engine = await glue.SchemaEngine.new(
      { datamodels: undefined },
      (message: string) => messages.push(message),
      bindMigrationAwareSqlAdapterFactory(connections),
    );
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await connections.dispose();
  }
}

async function loadEngine(): Promise<void> {
  const beside = join(dirname(fileURLToPath(import.meta.url)), WASM);
  const path = existsSync(beside) ? beside : installedEngine();
  const { instance } = await WebAssembly.instantiate(await readFile(path), {
    "./schema_engine_bg.js": { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === "function") start();
}

function installedEngine(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg")), WASM);
}

/**
 * The engine takes an exclusive lock and does not close its connections when it is freed: without this the next one
 * to open the file meets "database is locked".
 */
class RememberedConnections implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = "sqlite";
  readonly adapterName: string;
  readonly #inner: SqlMigrationAwareDriverAdapterFactory;
  readonly #opened: SqlDriverAdapter[] = [];

  constructor(inner: SqlMigrationAwareDriverAdapterFactory) {
    this.#inner = inner;
    this.adapterName = inner.adapterName;
  }

  async connect(): Promise<SqlDriverAdapter> {
    return this.#remember(await this.#inner.connect());
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    return scriptsAllowed(this.#remember(await this.#inner.connectToShadowDb()));
  }

  async dispose(): Promise<void> {
    for (const adapter of this.#opened.splice(0)) await adapter.dispose();
  }

  #remember(adapter: SqlDriverAdapter): SqlDriverAdapter {
    this.#opened.push(adapter);
    return adapter;
  }
}

/** On the shadow database the engine runs whole migrations by `executeRaw`, of which SQLite takes one statement. */
function scriptsAllowed(adapter: SqlDriverAdapter): SqlDriverAdapter {
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => adapter.queryRaw(query),
    async executeRaw(query) {
      if (query.args.length > 0) return adapter.executeRaw(query);
      await adapter.executeScript(query.sql);
      return 0;
    },
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    dispose: () => adapter.dispose(),
  };
}
