import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setImmediate as immediate } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUDIT, backupPath, NOW, openFilledFolder, PASSPHRASE } from "@/lib/adapters/backup/test-support";

let filled: Awaited<ReturnType<typeof openFilledFolder>>;
beforeAll(async () => {
  filled = await openFilledFolder();
});
afterAll(() => filled.close());

/** What a person has who unpacks the file with nothing but tar. */
function unpack(path: string): string {
  const folder = `${path}.unpacked`;
  mkdirSync(folder);
  execFileSync("tar", ["-x", "-f", path, "-C", folder]);
  return folder;
}

describe("DataFolderBackups", () => {
  it("makes one file that tar and sha256sum can open, with the database as it is in the log", async () => {
    const path = backupPath(filled.folder);
    const made = await filled.files.make(path, null);
    expect(made).toMatchObject({
      ...{ path, slipway: "1.2.3", installation: "installation-1", withKey: false, createdAt: NOW },
      counts: { stacks: 1, revisions: 1, operators: 1 },
    });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(path))).toEqual([path.slice(dirname(path).length + 1)]);
    const folder = unpack(path);
    expect(readdirSync(folder).sort()).toEqual(["README.txt", "SHA256SUMS", "manifest.json", "slipway.db"]);
    execFileSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: folder });
    const database = new Database(join(folder, "slipway.db"), { readonly: true });
    expect(database.prepare("SELECT name FROM Stack").all()).toEqual([{ name: "shop" }]);
    database.close();
  });

  it("holds the master key and the secrets in no readable form", async () => {
    const path = backupPath(filled.folder);
    expect((await filled.files.make(path, PASSPHRASE)).withKey).toBe(true);
    const bytes = readFileSync(path);
    const { key } = filled;
    for (const canary of [
      "the-canary-secret",
      PASSPHRASE.reveal(),
      Buffer.from(key.bytes).toString("base64url"),
      Buffer.from(key.bytes).toString("base64"),
      Buffer.from(key.bytes).toString("hex"),
      Buffer.from(key.bytes),
    ]) {
      expect(bytes.includes(canary)).toBe(false);
    }
    expect(await filled.files.verify(path)).toMatchObject({
      withKey: true,
      migration: expect.stringMatching(/^\d{14}_/),
    });
  });

  it("has every row that was acknowledged before it began, also under writes", async () => {
    let written = 0;
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        await filled.stacks.recordAudit({ ...AUDIT, what: `write ${written}` });
        written += 1;
        // Prisma over SQLite answers without the event loop: nobody else would get a turn.
        await immediate();
      }
    })();
    try {
      for (let round = 0; round < 5; round += 1) {
        const path = backupPath(filled.folder);
        const acknowledged = written;
        await filled.files.make(path, null);
        const database = new Database(join(unpack(path), "slipway.db"), { readonly: true });
        const { rows } = database
          .prepare<[], { rows: number }>("SELECT count(*) AS rows FROM AuditEntry WHERE what LIKE 'write %'")
          .get() ?? { rows: -1 };
        database.close();
        expect(rows).toBeGreaterThanOrEqual(acknowledged);
      }
    } finally {
      isOver = true;
      await writing;
    }
    expect(written).toBeGreaterThan(50);
  });

  it("overwrites nothing", async () => {
    const path = backupPath(filled.folder);
    await filled.files.make(path, null);
    const before = readFileSync(path);
    await expect(filled.files.make(path, null)).rejects.toMatchObject({ code: "input-invalid" });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it("refuses to encrypt a key that is not the database's", async () => {
    const other = await openFilledFolder();
    try {
      const kept = readFileSync(filled.masterKey);
      rmSync(filled.masterKey);
      writeFileSync(filled.masterKey, readFileSync(other.masterKey), { mode: 0o400 });
      const path = backupPath(filled.folder);
      await expect(filled.files.make(path, PASSPHRASE)).rejects.toMatchObject({ code: "master-key-missing" });
      expect(readdirSync(dirname(path)).some((name) => path.endsWith(name))).toBe(false);
      rmSync(filled.masterKey);
      writeFileSync(filled.masterKey, kept, { mode: 0o400 });
    } finally {
      await other.close();
    }
  });

  it("says what is wrong where nothing can be written, and leaves nothing", async () => {
    const file = join(filled.folder, "a-file");
    writeFileSync(file, "");
    await expect(filled.files.make(join(file, "x.backup"), null)).rejects.toMatchObject({
      code: "backup-failed",
    });
    const absent = join(filled.folder, "not", "mounted");
    await expect(filled.files.make(join(absent, "x.backup"), null)).rejects.toMatchObject({
      code: "backup-failed",
      message: expect.stringContaining(absent),
    });
    expect(existsSync(dirname(absent))).toBe(false);
  });
});
