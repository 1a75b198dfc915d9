import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseUrl } from "@/lib/adapters/database/database-url";
import { PrismaClient } from "@/lib/adapters/database/generated/client";
import { openTestDatabase, type TestDatabase } from "@/lib/adapters/database/test-database";

const WRITES = 50;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

/** How many of the writes that were acknowledged while a transaction was open are gone after it rolled back. */
async function lostWrites(client: PrismaClient, prefix: string): Promise<number> {
  let begun = () => {};
  const open = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const rolledBack = client
    .$transaction(async (transaction) => {
      await transaction.meta.create({ data: { name: `${prefix} of the transaction`, value: "" } });
      begun();
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new Error("rolled back");
    })
    .catch((error: Error) => error.message);
  await open;
  const names = Array.from({ length: WRITES }, (_, index) => `${prefix}${index}`);
  await Promise.all(names.map((name) => client.meta.create({ data: { name, value: "" } })));
  expect(await rolledBack).toBe("rolled back");
  return WRITES - (await client.meta.count({ where: { name: { in: names } } }));
}

describe("the serialised adapter", () => {
  it("keeps every acknowledged write beside a transaction that rolls back", async () => {
    expect(await lostWrites(database.client, "kept ")).toBe(0);
    expect(await database.client.meta.count({ where: { name: "kept of the transaction" } })).toBe(0);
  });

  it("is needed: Prisma's own adapter loses them all", async () => {
    const adapter = new PrismaBetterSqlite3({ url: databaseUrl(database.path) });
    const client = new PrismaClient({ adapter });
    try {
      expect(await lostWrites(client, "lost ")).toBe(WRITES);
    } finally {
      await client.$disconnect();
    }
  });

  it("shows no row that is not committed", async () => {
    let seen: Promise<number> | undefined;
    await database.client.$transaction(async (transaction) => {
      await transaction.meta.create({ data: { name: "dirty", value: "" } });
      seen = database.client.meta.count({ where: { name: "dirty", value: "" } });
      await transaction.meta.update({ where: { name: "dirty" }, data: { value: "clean" } });
    });
    expect(await seen).toBe(0);
  });

  it("goes on after a transaction that timed out", async () => {
    const timedOut = database.client.$transaction(
      async (transaction) => {
        await transaction.meta.create({ data: { name: "too late", value: "" } });
        await new Promise((resolve) => setTimeout(resolve, 300));
        await transaction.meta.create({ data: { name: "far too late", value: "" } });
      },
      { timeout: 50 },
    );
    await expect(timedOut).rejects.toThrow();
    await database.client.meta.create({ data: { name: "after", value: "" } });
    expect(await database.client.meta.count({ where: { name: { contains: "too late" } } })).toBe(0);
  });

  it("gives up a transaction that waited too long for its turn, and goes on", async () => {
    const long = database.client.$transaction(async (transaction) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await transaction.meta.create({ data: { name: "patient", value: "" } });
    });
    const hasty = database.client.$transaction(
      (transaction) => transaction.meta.create({ data: { name: "hasty", value: "" } }),
      { maxWait: 50 },
    );
    await expect(hasty).rejects.toThrow();
    await long;
    await database.client.meta.create({ data: { name: "next", value: "" } });
    const names = await database.client.meta.findMany({
      where: { name: { in: ["hasty", "patient", "next"] } },
      orderBy: { name: "asc" },
    });
    expect(names.map(({ name }) => name)).toEqual(["next", "patient"]);
  });

  it("lets one of many creates on one key win", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 200 }, (_, index) =>
        database.client.meta.create({ data: { name: "one", value: String(index) } }),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
