import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBackup, restoreBackup } from "@/lib/adapters/backup/restore-backup";
import { backupPath, NOW, openFilledFolder, PASSPHRASE } from "@/lib/adapters/backup/test-support";
import { AesSecretBox } from "@/lib/adapters/crypto/aes-secret-box";
import { ensureMasterKey } from "@/lib/adapters/crypto/master-key";
import { openDatabase } from "@/lib/adapters/database/connection";
import { claimBackupSeries, claimInstallation } from "@/lib/adapters/database/key-owner";
import { type MigrationFile, readMigrations } from "@/lib/adapters/database/migration-files";
import { PrismaAuditLog } from "@/lib/adapters/database/prisma-audit-log";
import { PrismaStackStore } from "@/lib/adapters/database/prisma-stack-store";
import { MIGRATIONS } from "@/lib/adapters/database/test-database";
import { Sensitive } from "@/lib/secrets/sensitive";

let filled: Awaited<ReturnType<typeof openFilledFolder>>;
let migrations: MigrationFile[];
let sealed: string;
let plain: string;
beforeAll(async () => {
  filled = await openFilledFolder();
  migrations = await readMigrations(MIGRATIONS);
  [sealed, plain] = [backupPath(filled.folder), backupPath(filled.folder)];
  await filled.files.make(sealed, PASSPHRASE);
  await filled.files.make(plain, null);
});
afterAll(() => filled.close());

async function freshFolder(replace = false) {
  const data = mkdtempSync(join(filled.folder, "fresh-"));
  await mkdir(join(data, "key"));
  return {
    ...{ data, migrations, replace, now: NOW },
    database: join(data, "slipway.db"),
    masterKey: join(data, "key", "master.key"),
  };
}

/** All that a folder holds, to be compared. */
function everything(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), "base64")]));
}

describe("restoreBackup", () => {
  it("restores database and key; secrets open, and whoever was signed in is not any more", async () => {
    const target = await freshFolder();
    const restored = await restoreBackup(await openBackup(sealed, PASSPHRASE), target);
    expect(restored).toMatchObject({ key: "restored", keptAside: null });
    expect(statSync(target.masterKey).mode & 0o777).toBe(0o400);
    expect(readFileSync(target.masterKey, "utf8")).toBe(readFileSync(filled.masterKey, "utf8"));
    const client = await openDatabase(target.database);
    try {
      const box = new AesSecretBox(ensureMasterKey(target.masterKey, true));
      const stacks = new PrismaStackStore(client, box, () => NOW);
      expect(await stacks.secrets("s1", 1)).toEqual({ secret: "the-canary-secret" });
      expect(await client.session.count()).toBe(0);
      expect(await client.setupLink.count()).toBe(0);
      expect(await client.invitation.count()).toBe(0);
      expect(await client.apiToken.count()).toBe(0);
      expect(await client.operator.count()).toBe(1);
      const [entry] = await new PrismaAuditLog(client, () => NOW).list({ limit: 1 });
      expect(entry).toMatchObject({ what: "panel restored", at: NOW });
    } finally {
      await client.$disconnect();
    }
    expect(readdirSync(target.data).filter((name) => name.includes("restoring"))).toEqual([]);
  });

  it("names its own backups anew, so that it deletes none of the original's", async () => {
    const target = await freshFolder();
    await restoreBackup(await openBackup(sealed, PASSPHRASE), target);
    const client = await openDatabase(target.database);
    try {
      expect(await claimInstallation(client, () => "another")).toBe("installation-1");
      expect(await claimBackupSeries(client, () => "f1e2d3c4")).toBe("f1e2d3c4");
    } finally {
      await client.$disconnect();
    }
  });

  it("restores without a key, and leaves the folder to wait for it", async () => {
    const target = await freshFolder();
    expect(await restoreBackup(await openBackup(plain, null), target)).toMatchObject({ key: "absent" });
    expect(() => ensureMasterKey(target.masterKey, existsSync(target.database))).toThrowError(
      expect.objectContaining({ code: "master-key-missing" }),
    );
  });

  it("needs no passphrase where the right key is there already", async () => {
    const target = await freshFolder();
    writeFileSync(target.masterKey, readFileSync(filled.masterKey), { mode: 0o400 });
    expect(await restoreBackup(await openBackup(sealed, null), target)).toMatchObject({ key: "there" });
  });

  it("names what it refuses, and changes nothing then", async () => {
    const target = await freshFolder();
    const wrong = openBackup(sealed, new Sensitive("another passphrase"));
    await expect(wrong).rejects.toMatchObject({ code: "backup-passphrase-wrong" });
    await expect(openBackup(plain, PASSPHRASE)).rejects.toMatchObject({ code: "input-invalid" });
    await expect(openBackup(join(filled.folder, "none"), null)).rejects.toMatchObject({ code: "not-found" });
    await expect(restoreBackup(await openBackup(sealed, null), target)).rejects.toMatchObject({
      code: "input-invalid",
      details: { fix: expect.stringContaining("--passphrase-file") },
    });
    const older = { ...target, migrations: migrations.slice(0, -1) };
    await expect(restoreBackup(await openBackup(sealed, PASSPHRASE), older)).rejects.toMatchObject({
      code: "backup-newer",
    });
    expect(everything(target.data)).toEqual({});
  });

  it("refuses a folder in use, and with replace keeps what was there", async () => {
    const target = await freshFolder();
    await restoreBackup(await openBackup(sealed, PASSPHRASE), target);
    const other = await openFilledFolder();
    try {
      const theirs = backupPath(other.folder);
      await other.files.make(theirs, PASSPHRASE);
      const backup = await openBackup(theirs, PASSPHRASE);
      // Left open, as by a worker that was killed: rows stand in the log alone.
      const client = await openDatabase(target.database);
      await client.meta.create({ data: { name: "only in the log", value: "yes" } });
      const before = everything(target.data);
      await expect(restoreBackup(backup, target)).rejects.toMatchObject({ code: "data-folder-used" });
      expect(everything(target.data)).toEqual(before);
      await client.$disconnect();

      const { keptAside } = await restoreBackup(backup, { ...target, replace: true });
      expect(keptAside).toBe(join(target.data, "replaced-2026-11-21T05-00-00Z"));
      const kept = new Database(join(keptAside ?? "", "slipway.db"), { readonly: true });
      expect(kept.prepare("SELECT value FROM Meta WHERE name = 'only in the log'").get()).toEqual({
        value: "yes",
      });
      kept.close();
      expect(readFileSync(join(keptAside ?? "", "master.key"))).toEqual(readFileSync(filled.masterKey));
      expect(readFileSync(target.masterKey)).toEqual(readFileSync(other.masterKey));
      const restored = new Database(target.database, { readonly: true });
      expect(restored.prepare("SELECT 1 FROM Meta WHERE name = 'only in the log'").get()).toBeUndefined();
      restored.close();
    } finally {
      await other.close();
    }
  });

  it("replaces a database that is damaged beyond opening", async () => {
    const target = await freshFolder(true);
    writeFileSync(target.database, "no database");
    writeFileSync(`${target.database}-wal`, "no log");
    const { keptAside } = await restoreBackup(await openBackup(sealed, PASSPHRASE), target);
    expect(everything(keptAside ?? "")).toMatchObject({
      "slipway.db": Buffer.from("no database").toString("base64"),
      "slipway.db-wal": Buffer.from("no log").toString("base64"),
    });
    const client = await openDatabase(target.database);
    expect(await client.stack.count()).toBe(1);
    await client.$disconnect();
    rmSync(target.data, { recursive: true });
  });
});
