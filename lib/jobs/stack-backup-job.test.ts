import { describe, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { failPointNames } from "@/lib/jobs/fail-points";
import { STEPS_OF_VERB } from "@/lib/jobs/steps-of-verb";
import { type FakeWorker, FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import type { JobIntent, JobRecord } from "@/lib/ports/stores";

const UP = ["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"];
const STOPPED = ["shop-side-1 exited", "shop-task-1 exited", "shop-web-1 exited"];
const AUDIT = { who: "tester", what: "cancel", target: "job", from: "test" };

/** Deployed, with data; its engine's log from then on. */
async function deployed() {
  const world = new FakeWorld();
  await world.define();
  expect((await world.run("deploy")).state).toBe("succeeded");
  world.data.set("orders", "one, two").set("cache/page", "old").set("tiny.pid", "1");
  const before = world.engine.log.length;
  return { world, log: () => world.engine.log.slice(before) };
}

/** Deployed and backed up; the data is another by now, and a file came that the backup does not have. */
async function changed() {
  const { world, log } = await deployed();
  const { id } = await world.run("backup");
  const [backup] = await world.backups.list();
  if (backup === undefined) throw new Error("there is no backup");
  world.data.set("orders", "three").set("later", "yes");
  const restore = (saveFirst = true): Partial<JobIntent> => ({
    backup: { id, createdAt: backup.createdAt.toISOString(), saveFirst },
  });
  return { world, log, backup, restore };
}

const kept = (world: FakeWorld) => Object.fromEntries(world.data);

/** Does something at a place of the job's first run. */
async function endedAt(
  world: FakeWorld,
  place: string,
  verb: JobIntent["verb"],
  change: Partial<JobIntent>,
  meet: (worker: FakeWorker, id: string) => Promise<unknown>,
): Promise<JobRecord> {
  const worker = world.worker();
  let id = "";
  worker.services.failPoints = async (name) => {
    if (name === `${verb}/${place}`) await meet(worker, id);
  };
  id = (await world.submit(worker, verb, change)).id;
  const ended = await world.ended(id);
  await worker.runner.stop();
  return ended;
}

const cancel = (worker: FakeWorker, id: string) => worker.runner.cancel(id, AUDIT);
const breakDown = async () => {
  throw new PanelError("engine-error", "it broke");
};

describe("a backup of a stack's data", () => {
  it("stops what has the data, writes it down, and starts that again", async () => {
    const { world, log } = await deployed();
    const ended = await world.run("backup");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(log()).toEqual(["die shop-web-1", "start shop-web-1"]);
    expect(ended.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...["preflight done", "pause done", "archive done", "resume done", "health done", "probe done"],
    ]);
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list(STACK.id)).toMatchObject([
      { id: ended.id, revision: 1, version: "1", reason: "asked", verifiedAt: null, createdBy: "tester" },
    ]);
    expect(await world.backups.secrets(ended.id)).toEqual({ password: "correct-horse-battery" });
  });

  it("holds what is worth keeping, and not what the kind leaves out", async () => {
    const { world } = await deployed();
    const { id } = await world.run("backup");
    const file = Buffer.from(world.backupFiles.files.get(`${STACK.id}/${id}`) ?? "").toString();
    expect(file).toContain("one, two");
    expect(file).not.toMatch(/cache|tiny\.pid/);
    const [backup] = await world.backups.list();
    expect(backup?.volumes).toEqual([{ key: "data", sizeBytes: Buffer.byteLength(file), folder: "data" }]);
  });

  it("of a stopped stack starts nothing", async () => {
    const { world, log } = await deployed();
    await world.run("stop");
    const before = log().length;
    const ended = await world.run("backup");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(log().slice(before)).toEqual([]);
    expect(world.containers()).toEqual(STOPPED);
  });

  it("is refused before anything is stopped where there is no room, or no container", async () => {
    const { world, log } = await deployed();
    const worker = world.worker();
    worker.services.host.disk = async () => ({ totalBytes: 1e11, freeBytes: 1e6 });
    const { id } = await world.submit(worker, "backup");
    expect((await world.ended(id)).error).toMatchObject({ code: "disk-full" });
    await worker.runner.stop();
    expect(log()).toEqual([]);
    await world.run("down");
    expect((await world.run("backup")).error).toMatchObject({ code: "service-not-found" });
    expect(await world.backups.list()).toEqual([]);
  });

  it("that fails leaves no record, no file and nothing down", async () => {
    const { world } = await deployed();
    const ended = await endedAt(world, "archive/during-effect", "backup", {}, breakDown);
    expect(ended.error).toMatchObject({ code: "engine-error", evidence: ["Started again: web."] });
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list()).toEqual([]);
    expect(world.backupFiles.files.size).toBe(0);
  });

  it.each([
    ["preflight/begin", "Cancelled. Nothing was changed."],
    ["pause/after-effect", "Cancelled. Started again: web."],
    ["archive/during-effect", "Cancelled. Started again: web."],
  ])("that is cancelled at %s leaves nothing down", async (place, message) => {
    const { world } = await deployed();
    const ended = await endedAt(world, place, "backup", {}, cancel);
    expect(ended).toMatchObject({ state: "cancelled", error: { message } });
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list()).toEqual([]);
  });
});

describe("a restore", () => {
  it("puts back what the backup holds and nothing else, and what was there is backed up first", async () => {
    const { world, restore } = await changed();
    world.engine.contents.image.set("of-the-image", "x");
    const ended = await world.run("restore", restore());
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect(world.containers()).toEqual(UP);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ restoring: null, deployedRevision: 1 });
    expect(await world.backups.list()).toMatchObject([
      { id: ended.id, reason: "before-restore" },
      { reason: "asked", problem: null },
    ]);
    expect((await world.backups.list())[1]?.verifiedAt).not.toBeNull();
  });

  it("can be taken back by the backup that it made", async () => {
    const { world, restore } = await changed();
    const { id } = await world.run("restore", restore());
    const back = await world.run("restore", {
      backup: { id, createdAt: "2026-01-01T00:00:00Z", saveFirst: false },
    });
    expect(back).toMatchObject({ state: "succeeded", error: null });
    expect(kept(world)).toEqual({ orders: "three", later: "yes" });
    expect(await world.backups.list()).toHaveLength(2);
  });

  it("brings the secrets that go with the data, as a revision that is deployed", async () => {
    const { world, restore } = await changed();
    await world.revise({ web: "tiny serve" }, { password: "another-horse-battery" });
    expect((await world.run("deploy")).state).toBe("succeeded");
    const ended = await world.run("restore", restore());
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(await world.stacks.find(STACK.id)).toMatchObject({ revision: 3, deployedRevision: 3 });
    expect(await world.stacks.secrets(STACK.id, 3)).toEqual({ password: "correct-horse-battery" });
    expect((await world.stacks.revision(STACK.id, 3))?.settings).toMatchObject({ web: "tiny serve" });
    expect(world.webHash()).toContain("correct-horse-battery");
    expect(world.containers()).toEqual(UP);
  });

  it("leaves a stopped stack stopped", async () => {
    const { world, restore } = await changed();
    await world.run("stop");
    expect(await world.run("restore", restore())).toMatchObject({ state: "succeeded", error: null });
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect(world.containers()).toEqual(["shop-side-1 created", "shop-task-1 created", "shop-web-1 created"]);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ wanted: "stopped" });
  });

  it("touches nothing for a file that was changed, and says so of it from then on", async () => {
    const { world, log, backup, restore } = await changed();
    const before = log().length;
    const file = world.backupFiles.files.get(`${STACK.id}/${backup.id}`);
    file?.fill(1, 1024 + 600, 1024 + 601);
    const { error } = await world.run("restore", restore());
    expect(error).toMatchObject({ code: "backup-damaged" });
    expect(log().slice(before)).toEqual([]);
    expect((await world.backups.list())[0]?.problem).not.toBeNull();
  });

  it("is refused where the backup is gone, or of another stack", async () => {
    const { world, log, restore, backup } = await changed();
    const before = log().length;
    const other = { ...backup, id: "other", stackId: "else" };
    await world.backups.add(other, {});
    for (const id of ["gone", "other"]) {
      const { error } = await world.run("restore", {
        backup: { id, createdAt: "2026-01-01T00:00:00Z", saveFirst: true },
      });
      expect(error).toMatchObject({ code: "not-found" });
    }
    expect(log().slice(before)).toEqual([]);
    expect(restore()).toBeDefined();
  });

  it.each(["verify/begin", "pause/after-effect", "archive/before-effect"])(
    "that is cancelled at %s has changed nothing",
    async (place) => {
      const { world, restore } = await changed();
      const ended = await endedAt(world, place, "restore", restore(), cancel);
      expect(ended.state).toBe("cancelled");
      expect(world.containers()).toEqual(UP);
      expect(world.data.get("orders")).toBe("three");
      expect(await world.stacks.find(STACK.id)).toMatchObject({ restoring: null });
    },
  );

  it.each(["empty/during-effect", "fill/begin", "fill/during-effect", "revise/begin"])(
    "that fails at %s says that the data is not whole, and brings nothing up over it",
    async (place) => {
      const { world, restore } = await changed();
      const ended = await endedAt(world, place, "restore", restore(), breakDown);
      expect(ended.error).toMatchObject({
        code: "engine-error",
        evidence: [
          "Its data is not whole, so nothing of it is started. Restore again, or the backup that was made right before.",
        ],
      });
      expect(world.containers().filter((one) => one.endsWith("running"))).toEqual([]);
      expect((await world.stacks.find(STACK.id))?.restoring).not.toBeNull();
      const again = await world.run("restore", restore());
      expect(again).toMatchObject({ state: "succeeded", error: null });
      expect(again.steps.find(({ id }) => id === "archive")?.detail).toContain("nothing to keep");
      expect(kept(world)).toEqual({ orders: "one, two" });
      expect(world.containers()).toEqual(UP);
    },
  );

  it("that fails once the data is whole says that it is", async () => {
    const { world, restore } = await changed();
    const ended = await endedAt(world, "create/begin", "restore", restore(), breakDown);
    expect(ended.error).toMatchObject({
      evidence: ["Its data and secrets are the backup's. Deploy revision 1 to bring it up."],
    });
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect((await world.run("deploy")).state).toBe("succeeded");
  });

  it("cannot be cancelled once the volumes are being emptied", async () => {
    const { world, restore } = await changed();
    const refused: unknown[] = [];
    const ended = await endedAt(world, "empty/during-effect", "restore", restore(), (worker, id) =>
      cancel(worker, id).catch((error: unknown) => refused.push(error)),
    );
    expect(refused).toMatchObject([{ code: "stack-busy" }]);
    expect(ended.state).toBe("succeeded");
  });
});

describe("a worker that is killed", () => {
  const points = failPointNames(STEPS_OF_VERB);
  const of = (verb: string) =>
    points.filter((point) => point.startsWith(`${verb}/`) || point.startsWith("job/"));

  async function killedAt(
    world: FakeWorld,
    point: string,
    verb: JobIntent["verb"],
    change: Partial<JobIntent>,
  ) {
    const first = world.worker(point);
    const before = (await world.jobs.list({ limit: 100 })).length;
    void world.submit(first, verb, change).catch(() => {});
    const isOver = async () => world.deaths === 1 || (await world.jobs.unended()).length === 0;
    await expect
      .poll(async () => (await world.jobs.list({ limit: 100 })).length > before && isOver())
      .toBe(true);
    const second = world.worker();
    await second.runner.recover();
    const [job] = await world.jobs.list({ limit: 1 });
    const ended = await world.ended(job?.id ?? "");
    await second.runner.stop();
    expect(world.faults).toEqual([]);
    return ended;
  }

  it.each(of("backup"))("at %s of a backup leaves a job that is carried on", async (point) => {
    const { world } = await deployed();
    const ended = await killedAt(world, point, "backup", {});
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(world.deaths).toBe(1);
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list()).toHaveLength(1);
    expect(world.data.get("orders")).toBe("one, two");
  });

  it("once the restored stack is up does not take back what was written since", async () => {
    const { world, restore } = await changed();
    const first = world.worker("restore/probe/begin", () => world.data.set("since", "yes"));
    const { id } = await world.submit(first, "restore", restore());
    await expect.poll(() => world.deaths).toBe(1);
    const second = world.worker();
    await second.runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "succeeded", error: null });
    await second.runner.stop();
    expect(kept(world)).toEqual({ orders: "one, two", since: "yes" });
  });

  it.each(of("restore"))("at %s of a restore leaves a job that is carried on", async (point) => {
    const { world, restore } = await changed();
    await world.revise({}, { password: "another-horse-battery" });
    expect((await world.run("deploy")).state).toBe("succeeded");
    world.data.clear();
    world.data.set("orders", "three");
    const ended = await killedAt(world, point, "restore", restore());
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    // Images are there: nothing is pulled.
    expect(world.deaths).toBe(/pull\/(before|during|after)-effect/.test(point) ? 0 : 1);
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect(world.containers()).toEqual(UP);
    expect(await world.stacks.find(STACK.id)).toMatchObject({
      restoring: null,
      revision: 3,
      deployedRevision: 3,
    });
    const [saved] = await world.backups.list();
    expect(saved).toMatchObject({ id: ended.id, reason: "before-restore" });
    const file = world.backupFiles.files.get(`${STACK.id}/${saved?.id}`);
    expect(Buffer.from(file ?? "").toString()).toContain("three");
  });
});
