import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openBackup, restoreBackup } from "@/lib/adapters/backup/restore-backup";
import { backupPath, NOW, openFilledFolder, PASSPHRASE } from "@/lib/adapters/backup/test-support";
import { type MigrationFile, readMigrations } from "@/lib/adapters/database/migration-files";
import { MIGRATIONS } from "@/lib/adapters/database/test-database";
import { PanelError } from "@/lib/errors";
import { seededRandom } from "@/lib/keys/seeded-random";

const TRIES = 200;
const REFUSALS = new Set(["backup-damaged", "backup-newer", "backup-passphrase-wrong"]);

let filled: Awaited<ReturnType<typeof openFilledFolder>>;
let migrations: MigrationFile[];
let whole: Buffer;
let database: Buffer;
beforeAll(async () => {
  filled = await openFilledFolder();
  migrations = await readMigrations(MIGRATIONS);
  const path = backupPath(filled.folder);
  await filled.files.make(path, PASSPHRASE);
  whole = readFileSync(path);
  database = (await restored(whole, "whole")).database;
});
afterAll(() => filled.close());

/** Restores the bytes into a fresh folder and reads back what came of it. */
async function restored(bytes: Buffer, name: string) {
  const data = join(filled.folder, name);
  const file = `${data}.backup`;
  writeFileSync(file, bytes);
  mkdirSync(join(data, "key"), { recursive: true });
  const target = {
    ...{ data, migrations, replace: false, now: NOW },
    database: join(data, "slipway.db"),
    masterKey: join(data, "key", "master.key"),
  };
  try {
    await restoreBackup(await openBackup(file, PASSPHRASE), target);
    return { database: readFileSync(target.database), key: readFileSync(target.masterKey) };
  } finally {
    rmSync(file);
    rmSync(data, { recursive: true });
  }
}

it(`of ${TRIES} flips and truncations each is refused by name, or changes nothing of what is restored`, async () => {
  const random = seededRandom("damaged backups");
  const number = (below: number) => Buffer.from(random.bytes(6)).readUIntBE(0, 6) % below;
  const key = readFileSync(filled.masterKey);
  let refused = 0;
  for (let index = 0; index < TRIES; index += 1) {
    let bytes = Buffer.from(whole);
    // A third of the flips go to where the short members are: at random the database would get nearly all.
    const tail = index % 3 === 0 ? 8192 : bytes.length;
    const at = index % 2 === 0 ? number(tail) : bytes.length - 1 - number(tail);
    if (index % 5 === 4) bytes = bytes.subarray(0, number(bytes.length));
    else bytes[at] = (bytes[at] ?? 0) ^ (1 + number(255));
    try {
      const after = await restored(bytes, `try-${index}`);
      expect(after.database.equals(database), `try ${index}: another database`).toBe(true);
      expect(after.key.equals(key), `try ${index}: another key`).toBe(true);
    } catch (error) {
      if (!(error instanceof PanelError)) throw error;
      expect(REFUSALS, `try ${index}: ${error.message}`).toContain(error.code);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(TRIES / 2);
}, 120_000);
