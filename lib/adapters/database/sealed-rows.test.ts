import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { PrismaAuditLog } from "@/lib/adapters/database/prisma-audit-log";
import { PrismaStackBackupStore } from "@/lib/adapters/database/prisma-stack-backup-store";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { openTestDatabase, type TestDatabase } from "@/lib/adapters/database/test-database";

const CANARY = "canary-9b1f-never-in-clear";
const now = () => new Date("2026-03-01T10:00:00Z");
const audit = (what: string) => ({ who: "ann", what, target: "blog", from: "local" });

let database: TestDatabase;
let store: PrismaStackStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = new PrismaStackStore(
    database.client,
    new AesSecretBox({ id: "test", bytes: new Uint8Array(32).fill(7) }),
    now,
  );
  const revision = { settings: {}, access: { mode: "private" as const }, note: "" };
  await store.create(
    { id: "one", name: "blog", kind: "directus" },
    revision,
    { a: CANARY, b: "other" },
    audit("made"),
  );
});
afterAll(() => database.close());

describe("sealed secrets", () => {
  it("are in no file of the database in clear", async () => {
    for (const file of [database.path, `${database.path}-wal`]) {
      const bytes = await readFile(file);
      expect(bytes.includes("blog") || bytes.includes("Stack")).toBe(true);
      expect(bytes.includes(CANARY)).toBe(false);
    }
  });

  it("do not open in another row", async () => {
    const rows = await database.client.sealedSecret.findMany({ orderBy: { name: "asc" } });
    const [a, b] = rows;
    const place = (name: string) => ({
      stackId_name_sinceRevision: { stackId: "one", name, sinceRevision: 1 },
    });
    for (const [name, other] of [
      ["a", b],
      ["b", a],
    ] as const) {
      await database.client.sealedSecret.update({
        where: place(name),
        data: { nonce: other?.nonce ?? new Uint8Array(), sealed: other?.sealed ?? new Uint8Array() },
      });
    }
    await expect(store.secrets("one", 1)).rejects.toMatchObject({ code: "secret-unreadable" });
  });
});

describe("the secrets of a backup", () => {
  it("are in no file of the database in clear", async () => {
    const backups = new PrismaStackBackupStore(
      database.client,
      new AesSecretBox({ id: "test", bytes: new Uint8Array(32).fill(7) }),
      now,
    );
    await backups.add(
      {
        ...{ id: "backup-of-blog", stackId: "one", stackName: "blog", kind: "directus", version: "12" },
        ...{ revision: 1, reason: "asked", createdAt: now(), createdBy: "ann", sizeBytes: 1, sha256: "" },
        ...{ volumes: [], tookMs: 1, verifiedAt: null, problem: null },
      },
      { a: CANARY },
    );
    expect(await backups.secrets("backup-of-blog")).toEqual({ a: CANARY });
    for (const file of [database.path, `${database.path}-wal`]) {
      expect((await readFile(file)).includes(CANARY)).toBe(false);
    }
  });
});

describe("the audit log", () => {
  it("takes the change with it when it cannot be written", async () => {
    await database.client.$executeRawUnsafe(
      `CREATE TRIGGER "deaf" BEFORE INSERT ON "AuditEntry" BEGIN SELECT RAISE(ABORT, 'no'); END`,
    );
    const revision = { settings: {}, access: { mode: "private" as const }, note: "" };
    await expect(store.addRevision("one", 1, revision, {}, audit("saved"))).rejects.toThrow();
    await expect(
      store.create({ id: "two", name: "shop", kind: "directus" }, revision, {}, audit("made")),
    ).rejects.toThrow();
    await database.client.$executeRawUnsafe(`DROP TRIGGER "deaf"`);
    expect(await store.find("one")).toMatchObject({ revision: 1 });
    expect(await store.find("two")).toBeNull();
  });

  it("gives pages, newest first", async () => {
    const log = new PrismaAuditLog(database.client, now);
    for (const what of ["a", "b", "c"]) await log.record(audit(what));
    const [newest, second] = await log.list({ limit: 2 });
    expect([newest?.what, second?.what]).toEqual(["c", "b"]);
    expect((await log.list({ before: second?.id ?? 0, limit: 1 }))[0]?.what).toBe("a");
  });
});
