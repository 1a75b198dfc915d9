import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type BackingPanel,
  bucketOf,
  openBackingPanel,
  backupSettings as settings,
} from "@/e2e/backups/backing-panel";
import { StandInS3 } from "@/e2e/backups/stand-in-s3";

// Days pass in hours here, each with real files and requests.
vi.setConfig({ testTimeout: 30_000 });

const ANN = { who: "ann", from: "192.0.2.1" };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BUSY = { status: 503, code: "SlowDown", message: "Reduce your request rate" };

let s3: StandInS3;
let time: number;
let panels: BackingPanel[];
let panel: BackingPanel;
beforeEach(async () => {
  s3 = await StandInS3.start();
  time = Date.parse("2026-11-21T04:59:00Z");
  panels = [];
  panel = await open();
});
afterEach(async () => {
  await s3.stop();
  for (const { filled } of panels) await filled.close();
});

async function open(series?: string): Promise<BackingPanel> {
  const opened = await openBackingPanel(() => new Date(time), series);
  panels.push(opened);
  return opened;
}

/** Lets the time pass in steps as the schedule sees them. */
async function pass(durationMs: number, ...ticking: readonly BackingPanel[]): Promise<void> {
  const endMs = time + durationMs;
  for (; time < endMs; time += HOUR_MS) for (const { backups } of ticking) await backups.tick();
}

function gate() {
  let resolve = () => {};
  const promise = new Promise<void>((open) => {
    resolve = open;
  });
  return { promise, resolve: () => resolve() };
}

const files = () => readdirSync(panel.ownFolder).sort();
const objects = () => [...s3.objects.keys()].sort();
const daysOf = (names: readonly string[]) => names.map((name) => /\d{4}-\d\d-(\d\d)T/.exec(name)?.[1]);

describe("a bucket that is out", () => {
  it("does not keep new backups from the folder, and gets a new one when it is back", async () => {
    const { backups, store } = panel;
    await backups.saveSettings(settings({ s3: bucketOf(s3) }), ANN);
    s3.broken = BUSY;
    await pass(5 * DAY_MS, panel);
    expect(daysOf(files())).toEqual(["23", "24", "25"]);
    expect(await store.progress()).toMatchObject({ lastSuccessAt: null });
    expect((await store.progress()).failures).toBeGreaterThan(10);
    s3.broken = null;
    await backups.tick();
    // The one of its slot, from when that began.
    expect(objects()).toEqual([`panel/${files().at(-1)}`]);
    expect(daysOf(objects())).toEqual(["25"]);
    expect((await store.progress()).lastSuccessAt?.toISOString()).toMatch(/^2026-11-25T/);
  });

  it("is sent by hand what is made then", async () => {
    const { backups, store } = panel;
    await backups.saveSettings(settings({ s3: bucketOf(s3) }), ANN);
    s3.broken = BUSY;
    time += MINUTE_MS;
    await backups.tick();
    time += 3 * HOUR_MS;
    s3.broken = null;
    await backups.runNow(ANN);
    expect(objects()).toEqual([expect.stringContaining("T08-00-00Z")]);
    expect(files()).toHaveLength(2);
    expect(await store.progress()).toMatchObject({
      failures: 0,
      failure: null,
      lastSuccessAt: new Date(time),
    });
  });

  it("may refuse to delete: the backup counts, and what was not tidied is told apart", async () => {
    const { backups, store } = panel;
    await backups.saveSettings(settings({ s3: bucketOf(s3) }), ANN);
    s3.broken = { method: "DELETE", status: 403, code: "AccessDenied", message: "Access Denied" };
    await pass(6 * DAY_MS, panel);
    expect(objects()).toHaveLength(6);
    expect(daysOf(files())).toEqual(["24", "25", "26"]);
    expect(await store.progress()).toMatchObject({
      ...{ failures: 0, failure: null },
      tidyFailure: { message: expect.stringContaining("AccessDenied") },
    });
    s3.broken = null;
    await backups.runNow(ANN);
    expect(objects()).toHaveLength(3);
    expect(await store.progress()).toMatchObject({ tidyFailure: null });
  });
});

describe("old backups", () => {
  it("are deleted, and never the one just made, when a clock ran ahead and was set back", async () => {
    const { backups, store } = panel;
    await backups.saveSettings(settings(), ANN);
    time += 400 * DAY_MS;
    await pass(3 * DAY_MS, panel);
    time = Date.parse("2026-11-25T05:01:00Z");
    await pass(5 * DAY_MS, panel);
    const now = files().filter((name) => name.startsWith("slipway-2026"));
    expect(daysOf(now)).toEqual(["27", "28", "29"]);
    expect(files().filter((name) => name.startsWith("slipway-2027"))).not.toEqual([]);
    expect((await store.progress()).lastSuccessAt?.toISOString()).toMatch(/^2026-11-29T/);
  });

  it("go when they are damaged before whole ones do", async () => {
    const { backups } = panel;
    await backups.saveSettings(settings(), ANN);
    for (let day = 0; day < 3; day += 1) {
      time += DAY_MS;
      await backups.runNow(ANN);
    }
    const newest = files().at(-1) ?? "";
    writeFileSync(join(panel.ownFolder, newest), "no backup");
    await backups.list();
    expect(await backups.test("folder", newest, ANN)).toMatchObject({ problem: expect.any(String) });
    time += DAY_MS;
    await backups.runNow(ANN);
    expect(daysOf(files())).toEqual(["22", "23", "25"]);
  });

  it("of another panel under the same prefix are listed and left alone", async () => {
    const other = await open("f1e2d3c4");
    for (const { backups } of [panel, other])
      await backups.saveSettings(settings({ folder: null, s3: bucketOf(s3), keep: 2 }), ANN);
    time += MINUTE_MS;
    await pass(5 * DAY_MS, panel, other);
    for (const series of ["0a1b2c3d", "f1e2d3c4"])
      expect(daysOf(objects().filter((name) => name.includes(series)))).toEqual(["24", "25"]);
    expect((await other.backups.list()).records).toHaveLength(4);
  });

  it("whose names are of an earlier Slipway stay, and can be tested", async () => {
    const { backups } = panel;
    await backups.saveSettings(settings({ keep: 1 }), ANN);
    const older = "slipway-2026-11-20T05-00-00Z.backup";
    await panel.services.files.make(join(panel.ownFolder, older), null);
    await backups.runNow(ANN);
    expect(files()).toContain(older);
    expect(await backups.test("folder", older, ANN)).toMatchObject({ problem: null });
  });
});

describe("a folder that cannot be used", () => {
  const mounted = () => join(panel.filled.folder, "mnt");

  it("does not keep backups from the bucket: one each day, and its own failure is told", async () => {
    const { backups, store, scratch } = panel;
    mkdirSync(mounted());
    await backups.saveSettings(settings({ folder: mounted(), s3: bucketOf(s3) }), ANN);
    rmSync(mounted(), { recursive: true });
    writeFileSync(mounted(), "in the way");
    time += MINUTE_MS;
    await pass(3 * DAY_MS, panel);
    expect(daysOf(objects())).toEqual(["21", "22", "23"]);
    expect((await store.progress()).failure?.message).toContain(mounted());
    expect(readdirSync(scratch)).toEqual([]);
    rmSync(mounted());
    mkdirSync(mounted());
    await backups.tick();
    expect(readdirSync(mounted())).toHaveLength(1);
    expect(objects()).toHaveLength(3);
    expect(await store.progress()).toMatchObject({ failures: 0, failure: null });
  });

  it("is not made anew on the disk below, and its backups stay in the list", async () => {
    const { backups, store } = panel;
    mkdirSync(mounted());
    await backups.saveSettings(settings({ folder: mounted() }), ANN);
    await backups.runNow(ANN);
    const held = readdirSync(mounted());
    rmSync(mounted(), { recursive: true });
    const { records, folderProblem } = await backups.list();
    expect(records).toMatchObject([{ name: held[0], verifiedAt: expect.any(Date) }]);
    expect(folderProblem).toMatchObject({
      code: "backup-failed",
      message: expect.stringContaining(mounted()),
    });
    await expect(backups.runNow(ANN)).rejects.toMatchObject({ code: "backup-failed" });
    expect(existsSync(mounted())).toBe(false);
    // As when a disk is taken away and the folder that it was mounted on comes to light.
    mkdirSync(mounted());
    expect((await backups.list()).records).toHaveLength(1);
    await expect(backups.runNow(ANN)).rejects.toMatchObject({ message: expect.stringContaining("none of") });
    await expect(backups.create({}, ANN)).rejects.toMatchObject({
      message: expect.stringContaining("none of"),
    });
    expect(readdirSync(mounted())).toEqual([]);
    await backups.saveSettings(settings({ folder: mounted() }), ANN);
    await backups.runNow(ANN);
    expect(await store.records()).toHaveLength(1);
  });

  it("is refused when it is chosen, and what it was before stays", async () => {
    const { backups, store } = panel;
    await backups.saveSettings(settings(), ANN);
    await backups.runNow(ANN);
    const before = await store.records();
    expect(before).toHaveLength(1);
    const folder = join(panel.filled.folder, "not", "there");
    await expect(backups.saveSettings(settings({ folder }), ANN)).rejects.toMatchObject({
      code: "backup-failed",
    });
    s3.broken = { method: "PUT", status: 403, code: "AccessDenied", message: "Access Denied" };
    await expect(backups.saveSettings(settings({ s3: bucketOf(s3) }), ANN)).rejects.toMatchObject({
      message: expect.stringContaining("AccessDenied"),
    });
    expect(await store.records()).toEqual(before);
    s3.broken = null;
    await backups.saveSettings(settings({ folder: mounted(), s3: bucketOf(s3) }), ANN);
    expect(readdirSync(mounted())).toEqual([]);
    expect([objects(), s3.taken.some((each) => each.startsWith("DELETE"))]).toEqual([[], true]);
  });
});

describe("what is left of runs that were killed", () => {
  it("is removed before the next one, as far as it is this panel's", async () => {
    const { backups } = panel;
    const chosen = join(panel.filled.folder, "mnt");
    await backups.saveSettings(settings({ folder: chosen }), ANN);
    const theirs = "slipway-2026-11-20T05-00-00Z-f1e2d3c4.backup.partial";
    const mine = "slipway-2026-11-20T05-00-00Z-0a1b2c3d.backup.db.partial";
    for (const name of [theirs, mine]) writeFileSync(join(chosen, name), "half");
    await backups.runNow(ANN);
    expect(readdirSync(chosen).filter((name) => name.endsWith(".partial"))).toEqual([theirs]);
    await backups.saveSettings(settings(), ANN);
    writeFileSync(join(panel.ownFolder, "slipway-2026-11-20T05-00-00Z.backup.partial"), "half");
    mkdirSync(panel.scratch, { recursive: true });
    for (const name of ["slipway-2026-11-20T05-00-00Z-0a1b2c3d.backup", "0b1c.partial", "other"])
      writeFileSync(join(panel.scratch, name), "left");
    time += MINUTE_MS;
    await backups.runNow(ANN);
    expect(files()).toEqual([expect.stringMatching(/\.backup$/)]);
    expect(readdirSync(panel.scratch)).toEqual(["other"]);
  });
});

describe("the list", () => {
  it("shows no backup of the command that lies where none are kept", async () => {
    const { backups } = panel;
    await backups.saveSettings(settings({ folder: null, s3: bucketOf(s3) }), ANN);
    const { path } = await backups.create({}, ANN);
    expect(existsSync(path)).toBe(true);
    expect((await backups.list()).records).toEqual([]);
  });

  it("takes nothing from what is saved while it is read", async () => {
    const { backups, store, services } = panel;
    await backups.saveSettings(settings(), ANN);
    const [isRead, goOn] = [gate(), gate()];
    const { openFolder } = services;
    services.openFolder = (path) => {
      const place = openFolder(path);
      const list = place.list.bind(place);
      place.list = async () => {
        const found = await list();
        isRead.resolve();
        await goOn.promise;
        return found;
      };
      return place;
    };
    await services.files.make(join(panel.ownFolder, "slipway-2026-11-21T04-59-00Z-0a1b2c3d.backup"), null);
    const listing = backups.list();
    await isRead.promise;
    const [name = ""] = files();
    const createdAt = new Date(time);
    const proof = { createdAt, sizeBytes: 1, withKey: false, verifiedAt: createdAt, problem: null };
    await store.saveRecord({ place: "folder", name, ...proof }, null);
    await store.saveRecord({ place: "folder", name: "since", ...proof }, null);
    goOn.resolve();
    await listing;
    expect((await store.records()).map(({ verifiedAt }) => verifiedAt)).toEqual([createdAt, createdAt]);
  });
});
