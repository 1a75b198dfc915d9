import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "@/lib/adapters/database/connection";
import { openTestDatabase, type TestDatabase } from "@/lib/adapters/database/test-database";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe("openDatabase", () => {
  it("keeps what a power cut would take", async () => {
    const pragma = async (name: string) =>
      Object.values(
        (await database.client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`))[0] ?? {},
      )[0];
    expect(await pragma("journal_mode")).toBe("wal");
    expect(Number(await pragma("synchronous"))).toBe(2);
    expect(Number(await pragma("foreign_keys"))).toBe(1);
    expect(Number(await pragma("busy_timeout"))).toBe(5000);
  });

  it("names a full disk, changes nothing, and goes on when there is room", async () => {
    const { client } = database;
    const write = (name: string, value: string) => client.meta.create({ data: { name, value } });
    const pages = async () =>
      Number(
        Object.values(
          (await client.$queryRawUnsafe<Record<string, unknown>[]>("PRAGMA page_count"))[0] ?? {},
        )[0],
      );
    await client.$queryRawUnsafe(`PRAGMA max_page_count = ${(await pages()) + 2}`);
    const big = "x".repeat(100_000);
    const diskFull = expect.objectContaining({ name: "PanelError", code: "disk-full" });
    await expect(write("plain", big)).rejects.toEqual(diskFull);
    const transaction = client.$transaction(async (inside) => {
      await inside.meta.create({ data: { name: "small", value: "" } });
      await inside.meta.create({ data: { name: "in a transaction", value: big } });
    });
    await expect(transaction).rejects.toEqual(diskFull);
    const batch = client.$transaction([client.meta.create({ data: { name: "in a batch", value: big } })]);
    await expect(batch).rejects.toEqual(diskFull);
    expect(await client.meta.count()).toBe(0);
    await client.$queryRawUnsafe("PRAGMA max_page_count = 1000000");
    await write("plain", big);
    expect(await client.meta.count()).toBe(1);
  });

  it("refuses a file that is no database, with the way back", async () => {
    const path = join(database.folder, "broken.db");
    await writeFile(path, "not a database".repeat(1000));
    await expect(openDatabase(path)).rejects.toMatchObject({
      code: "database-unusable",
      details: { fix: expect.stringContaining("backups") },
    });
  });
});
