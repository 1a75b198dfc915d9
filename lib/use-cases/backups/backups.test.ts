import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type BackingPanel,
  bucketOf,
  openBackingPanel,
  backupSettings as settings,
} from "@/e2e/backups/backing-panel";
import { S3_KEYS, StandInS3 } from "@/e2e/backups/stand-in-s3";
import { openBackup } from "@/lib/adapters/backup/restore-backup";
import { PASSPHRASE } from "@/lib/adapters/backup/test-support";
import { Sensitive } from "@/lib/secrets/sensitive";

const ANN = { who: "ann", from: "192.0.2.1" };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let filled: BackingPanel["filled"];
let s3: StandInS3;
let time: number;
let store: BackingPanel["store"];
let backups: BackingPanel["backups"];
let ownFolder: string;
beforeEach(async () => {
  s3 = await StandInS3.start();
  time = Date.parse("2026-11-21T04:59:00Z");
  ({ filled, store, backups, ownFolder } = await openBackingPanel(() => new Date(time)));
});
afterEach(async () => {
  await s3.stop();
  await filled.close();
});

const bucket = () => bucketOf(s3);
const files = () => readdirSync(ownFolder).sort();
const listed = async () => (await backups.list()).records;
const objects = () => [...s3.objects.keys()].sort();

describe("the schedule", () => {
  it("makes one backup when it is due, keeps as many as it should, and tells its last success", async () => {
    await backups.saveSettings(settings(), ANN);
    await backups.tick();
    expect(await listed()).toEqual([]);
    for (let day = 0; day < 5; day += 1) {
      time += (day === 0 ? 1 : 0) * MINUTE_MS + (day === 0 ? 0 : DAY_MS);
      for (let tick = 0; tick < 3; tick += 1) await backups.tick();
    }
    expect(files()).toEqual([
      "slipway-2026-11-23T05-00-00Z-0a1b2c3d.backup",
      "slipway-2026-11-24T05-00-00Z-0a1b2c3d.backup",
      "slipway-2026-11-25T05-00-00Z-0a1b2c3d.backup",
    ]);
    expect(await store.progress()).toMatchObject({
      failures: 0,
      failure: null,
      lastSuccessAt: new Date(time),
    });
    expect((await listed())[0]).toMatchObject({
      place: "folder",
      verifiedAt: new Date(time),
      withKey: false,
    });
  });

  it("keeps the cause of a failure, tries again, sends the same file then, and is right afterwards", async () => {
    await backups.saveSettings(settings({ s3: bucket(), passphrase: PASSPHRASE }), ANN);
    s3.broken = { status: 403, code: "AccessDenied", message: "Access Denied" };
    time += MINUTE_MS;
    for (let tick = 0; tick < 3; tick += 1) await backups.tick();
    const failed = await store.progress();
    expect(failed).toMatchObject({
      ...{ failures: 1, lastSuccessAt: null },
      failure: { code: "backup-failed", message: expect.stringContaining("AccessDenied") },
    });
    expect([files().length, objects().length]).toEqual([1, 0]);
    s3.broken = null;
    time += 5 * MINUTE_MS;
    await backups.tick();
    expect(objects()).toEqual(files().map((name) => `panel/${name}`));
    expect(await store.progress()).toMatchObject({
      failures: 0,
      failure: null,
      lastSuccessAt: new Date(time - 5 * MINUTE_MS),
    });
    const audit = await filled.client.auditEntry.findMany({ where: { who: "schedule" } });
    expect(audit.map(({ what }) => what)).toEqual(["backup made", "backup failed"]);
  });

  it("is served by one that is made by hand after a failure", async () => {
    await backups.saveSettings(settings({ s3: bucket() }), ANN);
    s3.broken = { status: 500, code: "InternalError", message: "We encountered an internal error." };
    time += MINUTE_MS;
    await backups.tick();
    await expect(backups.runNow(ANN)).rejects.toMatchObject({ code: "backup-failed" });
    expect(await store.progress()).toMatchObject({ failures: 1 });
    s3.broken = null;
    await backups.runNow(ANN);
    time += 60 * MINUTE_MS;
    await backups.tick();
    // The one of the schedule, the one that failed halfway, and the one that served it: of each what was asked for.
    expect([files().length, objects().length]).toEqual([3, 1]);
    expect(await store.progress()).toMatchObject({ failures: 0, failure: null });
  });

  it("is not run twice by a clock that goes back, and makes up once for a week without power", async () => {
    await backups.saveSettings(settings(), ANN);
    time += MINUTE_MS;
    await backups.tick();
    time -= 3 * 60 * MINUTE_MS;
    for (let tick = 0; tick < 5; tick += 1) {
      await backups.tick();
      time += 60 * MINUTE_MS;
    }
    expect(files()).toHaveLength(1);
    time += 7 * DAY_MS;
    for (let tick = 0; tick < 3; tick += 1) await backups.tick();
    expect(files()).toHaveLength(2);
  });
});

describe("backups", () => {
  it("go to a bucket alone, are tested, downloaded and deleted there", async () => {
    await backups.saveSettings(settings({ folder: null, s3: bucket(), passphrase: PASSPHRASE }), ANN);
    await backups.runNow(ANN);
    const [record] = await listed();
    if (record === undefined) throw new Error("no backup");
    expect(record).toMatchObject({ place: "s3", withKey: true, problem: null });
    expect(readdirSync(join(filled.folder, "scratch"))).toEqual([]);
    time += MINUTE_MS;
    expect(await backups.test("s3", record.name, ANN)).toMatchObject({
      verifiedAt: new Date(time),
      problem: null,
    });
    const { chunks } = await backups.open("s3", record.name, ANN);
    const bytes: Uint8Array[] = [];
    for await (const chunk of chunks) bytes.push(chunk);
    const carried = join(filled.folder, "carried.backup");
    writeFileSync(carried, Buffer.concat(bytes));
    const stored = (await openBackup(carried, PASSPHRASE)).manifest;
    expect(stored.counts).toEqual({ stacks: 1, revisions: 1, operators: 1 });
    await backups.remove("s3", record.name, ANN);
    expect([objects(), await listed()]).toEqual([[], []]);
    const audit = await filled.client.auditEntry.findMany({ where: { who: "ann", from: ANN.from } });
    expect(audit.map(({ what }) => what)).toEqual([
      "backup settings changed",
      "backup made",
      "backup tested",
      "backup downloaded",
      "backup deleted",
    ]);
  });

  it("that are damaged are found by a test, and a file that is gone leaves the list", async () => {
    await backups.saveSettings(settings(), ANN);
    await backups.runNow(ANN);
    time += 1000;
    await backups.runNow(ANN);
    const [first = "", second = ""] = files();
    const path = join(ownFolder, first);
    const bytes = readFileSync(path);
    bytes[5000] = (bytes[5000] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await backups.test("folder", first, ANN)).toMatchObject({
      verifiedAt: null,
      problem: expect.stringContaining("damaged"),
    });
    rmSync(join(ownFolder, second));
    expect((await listed()).map(({ name }) => name)).toEqual([first]);
    await expect(backups.test("folder", second, ANN)).rejects.toMatchObject({ code: "not-found" });
  });

  it("brought by somebody else are listed, not deleted for other names, and never trusted unseen", async () => {
    await backups.saveSettings(settings({ keep: 1 }), ANN);
    await backups.runNow(ANN);
    const [name = ""] = files();
    const other = "slipway-2026-11-20T05-00-00Z-f1e2d3c4.backup";
    writeFileSync(join(ownFolder, other), readFileSync(join(ownFolder, name)));
    writeFileSync(join(ownFolder, "before-migration.db"), "kept");
    expect(await listed()).toContainEqual(
      expect.objectContaining({ name: other, withKey: null, verifiedAt: null }),
    );
    expect(await backups.test("folder", other, ANN)).toMatchObject({ withKey: false, problem: null });
    time += 1000;
    await backups.runNow(ANN);
    expect(files()).toEqual(["before-migration.db", other, "slipway-2026-11-21T04-59-01Z-0a1b2c3d.backup"]);
  });

  it("keep their settings' secrets sealed, and refuse a bucket that does not work", async () => {
    const secrets = [S3_KEYS.secretKey, PASSPHRASE.reveal()];
    await backups.saveSettings(settings({ s3: bucket(), passphrase: PASSPHRASE }), ANN);
    const row = await filled.client.backupPlan.findUniqueOrThrow({ where: { id: 1 } });
    for (const secret of secrets) expect(row.settings).not.toContain(secret);
    const stored = await store.settings();
    expect([stored.s3?.secretKey.reveal(), stored.passphrase?.reveal()]).toEqual(secrets);
    const wrong = { ...bucket(), secretKey: new Sensitive("wrong") };
    await expect(backups.saveSettings(settings({ s3: wrong }), ANN)).rejects.toMatchObject({
      code: "backup-failed",
    });
    expect((await store.settings()).s3?.secretKey.reveal()).toBe(S3_KEYS.secretKey);
    const nowhere = settings({ folder: null });
    await expect(backups.saveSettings(nowhere, ANN)).rejects.toMatchObject({ code: "input-invalid" });
  });
});
