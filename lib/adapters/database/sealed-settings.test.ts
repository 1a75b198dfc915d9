import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { clearOldPages, sealPlainSettings } from "@/lib/adapters/database/seal-plain-settings";
import { snapshotDatabase } from "@/lib/adapters/database/snapshot";
import { openTestDatabase, type TestDatabase } from "@/lib/adapters/database/test-database";

const CANARY = "canary-4d7a-never-in-clear";
const SETTINGS = {
  title: 'Fjord [{"',
  port: 8055,
  none: [],
  variables: [
    { name: "AUTH_GITHUB_CLIENT_SECRET", value: `${CANARY} "$\n` },
    { name: "GREETING", value: `${CANARY} too` },
  ],
};
const box = new AesSecretBox({ id: "test", bytes: new Uint8Array(32).fill(7) });
const now = () => new Date("2026-03-01T10:00:00Z");
const AUDIT = { who: "ann", what: "saved", target: "blog", from: "local" };
const revision = { settings: SETTINGS, access: { mode: "private" as const }, note: "" };
const keyOf = (number: number) => ({ stackId_number: { stackId: "one", number } });

let database: TestDatabase;
let store: PrismaStackStore;
beforeEach(async () => {
  database = await openTestDatabase();
  store = new PrismaStackStore(database.client, box, now);
  await store.create({ id: "one", name: "blog", kind: "directus" }, revision, {}, AUDIT);
  await store.addRevision("one", 1, revision, {}, AUDIT);
});
afterEach(() => database.close());

const textOf = async (number: number) =>
  (await database.client.revision.findUniqueOrThrow({ where: keyOf(number) })).settings;
const write = (number: number, settings: string) =>
  database.client.revision.update({ where: keyOf(number), data: { settings } });

async function isInClear(): Promise<boolean> {
  const copy = `${database.path}.copy`;
  snapshotDatabase(database.path, copy);
  const files = await Promise.all(
    [database.path, `${database.path}-wal`, copy].map((file) => readFile(file)),
  );
  // In the log or in the file: it is read where it was written.
  expect(files.some((bytes) => bytes.includes("Fjord"))).toBe(true);
  return files.some((bytes) => bytes.includes(CANARY));
}

it("are in no file of the database in clear, nor in a backup, and come back as they were", async () => {
  expect(await isInClear()).toBe(false);
  expect((await store.revision("one", 1))?.settings).toEqual(SETTINGS);
  expect((await store.revisions("one")).map(({ settings }) => settings)).toEqual([SETTINGS, SETTINGS]);
});

it("leave everything else legible without the key", async () => {
  expect(JSON.parse(await textOf(1))).toMatchObject({ title: SETTINGS.title, port: 8055, none: [] });
});

it("do not open in another revision, or under another name", async () => {
  await write(2, await textOf(1));
  await expect(store.revision("one", 2)).rejects.toMatchObject({ code: "secret-unreadable" });
  await write(1, (await textOf(1)).replace('"variables"', '"others"'));
  await expect(store.revision("one", 1)).rejects.toMatchObject({ code: "secret-unreadable" });
});

it("are read from rows of before, and sealed there once", async () => {
  await write(1, JSON.stringify(SETTINGS));
  expect((await store.revision("one", 1))?.settings).toEqual(SETTINGS);
  expect(await isInClear()).toBe(true);
  expect(await sealPlainSettings(database.client, box)).toBe(1);
  // As when it is killed here: what the rows were stands in free pages, and no row tells of it any more.
  expect(await sealPlainSettings(database.client, box)).toBe(0);
  expect(await clearOldPages(database.client)).toBe(true);
  expect(await isInClear()).toBe(false);
  expect(await clearOldPages(database.client)).toBe(false);
  expect((await store.revision("one", 1))?.settings).toEqual(SETTINGS);
  const sealed = await textOf(1);
  expect(await sealPlainSettings(database.client, box)).toBe(0);
  expect(await textOf(1)).toBe(sealed);
});

it("leave a damaged row to whoever opens it", async () => {
  await write(1, '{"variables":[{"name"');
  await write(2, JSON.stringify(SETTINGS));
  expect(await sealPlainSettings(database.client, box)).toBe(1);
  expect(await textOf(1)).toBe('{"variables":[{"name"');
  await expect(store.revision("one", 1)).rejects.toThrow();
  expect((await store.revision("one", 2))?.settings).toEqual(SETTINGS);
});
