import { describe, expect, it } from "vitest";
import { failPointNames } from "@/lib/jobs/fail-points";
import { STEPS_OF_VERB } from "@/lib/jobs/steps-of-verb";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import type { JobIntent } from "@/lib/ports/stores";

const UP = ["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"];
const POINTS = failPointNames(STEPS_OF_VERB);

/** Kills the worker at the point, starts another one, and waits for the verdict. */
async function killAt(
  world: FakeWorld,
  point: string,
  verb: JobIntent["verb"],
  change: Partial<JobIntent> = {},
) {
  let died = () => {};
  const death = new Promise<"died">((resolve) => {
    died = () => resolve("died");
  });
  const first = world.worker(point, died);
  const before = (await world.jobs.list({ limit: 100 })).length;
  void world.submit(first, verb, change).catch(() => {});
  await expect.poll(async () => (await world.jobs.list({ limit: 100 })).length).toBe(before + 1);
  const [job] = await world.jobs.list({ limit: 1 });
  if (job === undefined) throw new Error("the intent was not written");
  const how = await Promise.race([death, world.ended(job.id).then(() => "passed by" as const)]);
  const second = world.worker();
  await second.runner.recover();
  const ended = await world.ended(job.id);
  await second.runner.stop();
  expect(world.faults).toEqual([]);
  expect(world.compose.mostAtOnce).toBeLessThanOrEqual(1);
  expect(await world.jobs.unended()).toEqual([]);
  return { how, ended };
}

function pointsOf(verb: JobIntent["verb"]): string[] {
  return POINTS.filter((point) => point.startsWith(`${verb}/`) || point.startsWith("job/"));
}

describe("a worker that is killed", () => {
  it.each(pointsOf("deploy"))("at %s of a first deploy leaves a job that is carried on", async (point) => {
    const world = new FakeWorld();
    await world.define();
    const { how, ended } = await killAt(world, point, "deploy");
    // There is no data yet that could be changed.
    expect(how).toBe(/change\/(before|after)-effect/.test(point) ? "passed by" : "died");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(world.containers()).toEqual(UP);
    expect(world.data.size).toBe(0);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1, wanted: "running" });
  });

  it.each(pointsOf("deploy"))("at %s of a change of data leaves a job that is carried on", async (point) => {
    const world = new FakeWorld();
    await world.define();
    expect((await world.run("deploy")).state).toBe("succeeded");
    await world.revise({ web: "tiny serve" }, { password: "another-horse-battery" });
    const { how, ended } = await killAt(world, point, "deploy");
    expect(how).toBe(/pull\/(before|during|after)-effect/.test(point) ? "passed by" : "died");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(world.containers()).toEqual(UP);
    expect(Object.fromEntries(world.data)).toEqual({
      first: "another-horse-battery",
      second: "another-horse-battery",
    });
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 2, wanted: "running" });
  });

  it.each(pointsOf("deploy"))("at %s of an update leaves a job that is carried on", async (point) => {
    const world = new FakeWorld();
    await world.define();
    expect((await world.run("deploy")).state).toBe("succeeded");
    await world.revise({ web: "tiny serve" });
    const { how, ended } = await killAt(world, point, "deploy");
    // Images are there: nothing is pulled a second time.
    expect(how).toBe(/(pull|change)\/(before|during|after)-effect/.test(point) ? "passed by" : "died");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(world.containers()).toEqual(UP);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 2 });
    expect([...world.engine.volumes.keys()]).toEqual(["shop_data"]);
  });

  it.each(pointsOf("remove"))("at %s of a removal leaves a job that is carried on", async (point) => {
    const world = new FakeWorld();
    await world.define();
    await world.run("deploy");
    const { how, ended } = await killAt(world, point, "remove", { removeVolumes: ["shop_data"] });
    expect(how).toBe("died");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(world.containers()).toEqual([]);
    expect([...world.engine.volumes.keys(), ...world.engine.networks.keys()]).toEqual([]);
    expect(await world.stacks.find(STACK.id)).toBeNull();
  });

  it.each(pointsOf("down"))(
    "at %s of a stack that is taken down leaves a job that is carried on",
    async (point) => {
      const world = new FakeWorld();
      await world.define();
      await world.run("deploy");
      const { how, ended } = await killAt(world, point, "down");
      expect(how).toBe("died");
      expect(ended).toMatchObject({ state: "succeeded", error: null });
      expect(world.containers()).toEqual([]);
      expect([...world.engine.volumes.keys(), ...world.engine.networks.keys()]).toEqual(["shop_data"]);
      expect(await world.stacks.find(STACK.id)).toMatchObject({ wanted: "stopped", deployedRevision: 1 });
    },
  );

  it.each([...pointsOf("stop"), ...pointsOf("restart")])(
    "at %s leaves a job that is carried on",
    async (point) => {
      const world = new FakeWorld();
      await world.define();
      await world.run("deploy");
      const verb = point.startsWith("restart/") ? "restart" : "stop";
      const { how, ended } = await killAt(world, point, verb);
      expect(how).toBe("died");
      expect(ended.state).toBe("succeeded");
      const state = verb === "stop" ? "exited" : "running";
      expect(world.containers()).toEqual([
        `shop-side-1 ${state}`,
        "shop-task-1 exited",
        `shop-web-1 ${state}`,
      ]);
    },
  );
});
