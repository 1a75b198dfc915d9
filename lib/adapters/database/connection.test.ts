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

  it("refuses a file that is no database, with the way back", async () => {
    const path = join(database.folder, "broken.db");
    await writeFile(path, "not a database".repeat(1000));
    await expect(openDatabase(path)).rejects.toMatchObject({
      code: "database-unusable",
      details: { fix: expect.stringContaining("backups") },
    });
  });
});
