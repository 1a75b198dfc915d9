import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { PanelError } from "@/lib/errors";
import { LATE_MS } from "@/lib/jobs/test-support/fake-compose";
import { type FakeWorker, FakeWorld } from "@/lib/jobs/test-support/fake-world";
import type { JobIntent, JobRecord } from "@/lib/ports/stores";

export const UP = ["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"];
export const STOPPED = ["shop-side-1 exited", "shop-task-1 exited", "shop-web-1 exited"];
const AUDIT = { who: "tester", what: "cancel", target: "job", from: "test" };

/** Deployed, with data; its engine's log from then on. */
export async function deployed() {
  const world = new FakeWorld();
  await world.define();
  expect((await world.run("deploy")).state).toBe("succeeded");
  world.data.set("orders", "one, two").set("cache/page", "old").set("tiny.pid", "1");
  const before = world.engine.log.length;
  return { world, log: () => world.engine.log.slice(before) };
}

/** Deployed and backed up; the data is another by now, and a file came that the backup does not have. */
export async function changed() {
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

export const kept = (world: FakeWorld) => Object.fromEntries(world.data);

/** Does something at a place of the job's first run. */
export async function endedAt(
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

export const cancel = (worker: FakeWorker, id: string) => worker.runner.cancel(id, AUDIT);

export const breakDown = async () => {
  throw new PanelError("engine-error", "it broke");
};

/** A job whose worker ends at each of the places in turn; the next one carries it on. */
export async function killedAt(
  world: FakeWorld,
  points: readonly string[],
  verb: JobIntent["verb"],
  change: Partial<JobIntent>,
): Promise<JobRecord> {
  const before = (await world.jobs.list({ limit: 100 })).length;
  const deaths = world.deaths;
  for (const [index, point] of points.entries()) {
    const worker = world.worker(point);
    if (index === 0) void world.submit(worker, verb, change).catch(() => {});
    else await worker.runner.recover();
    const isOver = async () =>
      world.deaths === deaths + index + 1 || (await world.jobs.unended()).length === 0;
    await expect
      .poll(async () => (await world.jobs.list({ limit: 100 })).length > before && isOver(), {
        interval: 2,
        timeout: 20_000,
      })
      .toBe(true);
    // The engine still makes the container that it was told to; a worker takes longer to be started again.
    await setTimeout(LATE_MS);
  }
  const last = world.worker();
  await last.runner.recover();
  const [job] = await world.jobs.list({ limit: 1 });
  const ended = await world.ended(job?.id ?? "");
  await last.runner.stop();
  expect(world.faults).toEqual([]);
  return ended;
}
