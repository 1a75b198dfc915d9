import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { translateDatabaseError } from "@/lib/adapters/database/translate-error";

/** Says in our words what the database says in its own, where there is something that a person can do. */
function named<T>(outcome: Promise<T>): Promise<T> {
  return outcome.catch((error: unknown) => {
    throw translateDatabaseError(error);
  });
}

/** Called on each new connection before anybody uses it. */
export type PrepareConnection = (adapter: SqlDriverAdapter) => Promise<void>;

/**
 * Prisma's SQLite adapter has one connection and locks transactions only: a plain write that is made while a
 * transaction is open runs inside it, and is lost when that one rolls back, although it was acknowledged. Here every
 * statement waits for its turn, and a transaction holds the turn until it ends.
 *
 * Inside a transaction await nothing but the database: everybody else waits.
 */
export class SerialisedAdapterFactory implements SqlDriverAdapterFactory {
  readonly provider = "sqlite";
  readonly adapterName: string;
  readonly #inner: SqlMigrationAwareDriverAdapterFactory;
  readonly #prepare: PrepareConnection;

  constructor(inner: SqlMigrationAwareDriverAdapterFactory, prepare: PrepareConnection) {
    this.#inner = inner;
    this.#prepare = prepare;
    this.adapterName = inner.adapterName;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const adapter = await this.#inner.connect();
    try {
      await this.#prepare(adapter);
    } catch (error) {
      await adapter.dispose();
      throw error;
    }
    return serialise(adapter);
  }
}

function serialise(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const turns = new Turns();
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    queryRaw: (query) => turns.run(() => named(adapter.queryRaw(query))),
    executeRaw: (query) => turns.run(() => named(adapter.executeRaw(query))),
    executeScript: (script) => turns.run(() => named(adapter.executeScript(script))),
    async startTransaction(isolationLevel) {
      const done = await turns.take();
      try {
        return heldTransaction(await adapter.startTransaction(isolationLevel), done);
      } catch (error) {
        done();
        throw error;
      }
    },
    ...(adapter.getConnectionInfo === undefined
      ? {}
      : { getConnectionInfo: adapter.getConnectionInfo.bind(adapter) }),
    dispose: () => turns.run(() => adapter.dispose()),
  };
}

function heldTransaction(transaction: Transaction, done: () => void): Transaction {
  return {
    provider: transaction.provider,
    adapterName: transaction.adapterName,
    options: transaction.options,
    queryRaw: (query: SqlQuery) => named(transaction.queryRaw(query)),
    executeRaw: (query: SqlQuery) => named(transaction.executeRaw(query)),
    commit: () => transaction.commit().finally(done),
    rollback: () => transaction.rollback().finally(done),
    ...(transaction.createSavepoint && { createSavepoint: transaction.createSavepoint.bind(transaction) }),
    ...(transaction.rollbackToSavepoint && {
      rollbackToSavepoint: transaction.rollbackToSavepoint.bind(transaction),
    }),
    ...(transaction.releaseSavepoint && { releaseSavepoint: transaction.releaseSavepoint.bind(transaction) }),
  };
}

/** One at a time, in the order of asking. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Waits for the turn; it lasts until the answered function is called, further calls of which do nothing. */
  async take(): Promise<() => void> {
    const before = this.#last;
    let done = () => {};
    this.#last = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    return done;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const done = await this.take();
    try {
      return await work();
    } finally {
      done();
    }
  }
}
