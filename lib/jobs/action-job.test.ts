import { describe, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { failPointNames } from "@/lib/jobs/fail-points";
import { STEPS_OF_VERB } from "@/lib/jobs/steps-of-verb";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import type { JobRecord } from "@/lib/ports/stores";

const UP = ["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"];
const WIPE = { action: { id: "wipe", title: "Wipe" } };
const AUDIT = { who: "tester", what: "cancel", target: "job", from: "test" };

/** Deployed; its engine's log from then on, with the programs that run in containers. */
async function deployed(): Promise<{ world: FakeWorld; log: () => string[] }> {
  const world = new FakeWorld();
  await world.define();
  expect((await world.run("deploy")).state).toBe("succeeded");
  const { programs, log } = world.engine;
  world.engine.programs = (command, environment) => {
    log.push(`run ${environment.NAME}`);
    return programs(command, environment);
  };
  const before = log.length;
  return { world, log: () => log.slice(before) };
}

/** Does something at a place of the action's first run. */
async function endedAt(
  world: FakeWorld,
  place: string,
  meet: (cancel: () => Promise<unknown>) => Promise<void>,
): Promise<JobRecord> {
  const worker = world.worker();
  let id = "";
  worker.services.failPoints = async (name) => {
    if (name === `action/${place}`) await meet(() => worker.runner.cancel(id, AUDIT));
  };
  id = (await world.submit(worker, "action", WIPE)).id;
  const ended = await world.ended(id);
  await worker.runner.stop();
  return ended;
}

describe("an action of a stack", () => {
  it("stops what is in the way, does it, starts that again, and looks whether it worked", async () => {
    const { world, log } = await deployed();
    const ended = await world.run("action", WIPE);
    expect(ended).toMatchObject({ state: "succeeded", error: null, action: WIPE.action });
    expect(log()).toEqual(["die shop-side-1", "run wiped", "start shop-side-1"]);
    expect(ended.steps.map(({ id, detail }) => `${id}: ${detail}`)).toEqual([
      "pause: side",
      "act: sh in web",
      "resume: side",
      "health: 1 service up",
      "prove: it answers",
    ]);
    expect(world.containers()).toEqual(UP);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ wanted: "running", deployedRevision: 1 });
  });

  it("touches no container where nothing is in the way", async () => {
    const { world, log } = await deployed();
    const ended = await world.run("action", { action: { id: "tidy", title: "Tidy up" } });
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(log()).toEqual(["run tidied"]);
  });

  it("that fails in the middle names the cause, leaves nothing down, and can be done again", async () => {
    const { world, log } = await deployed();
    const { programs } = world.engine;
    world.engine.programs = () => ({ exitCode: 3, stderr: "no room for correct-horse-battery" });
    const ended = await world.run("action", WIPE);
    expect(ended.error).toMatchObject({
      code: "data-change-failed",
      message: "sh in web ended with exit code 3",
      fix: "Read the lines below and the log of web, then try again",
      evidence: ["Started again: side.", "no room for [redacted]"],
    });
    expect(log()).toEqual(["die shop-side-1", "start shop-side-1"]);
    expect(world.containers()).toEqual(UP);
    world.engine.programs = programs;
    expect(await world.run("action", WIPE)).toMatchObject({ state: "succeeded" });
    expect(world.data.get("wiped")).toBe("yes");
  });

  it("is refused before anything is stopped while the service that does it is down", async () => {
    const { world, log } = await deployed();
    await world.run("stop");
    const before = log().length;
    const { error } = await world.run("action", WIPE);
    expect(error).toMatchObject({
      code: "service-not-found",
      message: "web does not run, and “Wipe” needs it",
      fix: "Start web first, then try again",
    });
    expect(log().slice(before)).toEqual([]);
  });

  it("ends in words when it did not work, though it was done", async () => {
    const { world } = await deployed();
    const worker = world.worker();
    worker.services.probes.http = async () => ({ status: 200, text: "", headers: {} });
    const { id } = await world.submit(worker, "action", WIPE);
    expect((await world.ended(id)).error).toMatchObject({
      code: "probe-failed",
      message: "It was done, but is not to be seen: said nothing",
      fix: "Look",
    });
    await worker.runner.stop();
  });

  it("says so when the kind has it no more", async () => {
    const { world, log } = await deployed();
    const { error } = await world.run("action", { action: { id: "gone", title: "Gone" } });
    expect(error).toMatchObject({ code: "not-found", message: "shop has no action “gone”" });
    expect(log()).toEqual([]);
  });

  it.each([
    ["pause/after-effect", "Cancelled. Nothing was changed. Started again: side."],
    [
      "act/before-effect",
      "Cancelled. Its command may have done its work: it can be run again. Started again: side.",
    ],
    ["prove/begin", "Cancelled. Its command may have done its work: it can be run again."],
  ])("that is cancelled at %s leaves nothing down", async (place, message) => {
    const { world } = await deployed();
    const ended = await endedAt(world, place, async (cancel) => {
      await cancel();
    });
    expect(ended).toMatchObject({ state: "cancelled", error: { message } });
    expect(world.containers()).toEqual(UP);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ wanted: "running" });
  });

  it("that fails once its services were to start says what it left", async () => {
    const { world } = await deployed();
    const ended = await endedAt(world, "resume/begin", async () => {
      throw new PanelError("engine-error", "it broke");
    });
    expect(ended.error).toMatchObject({ code: "engine-error", evidence: ["Started again: side."] });
    expect(world.containers()).toEqual(UP);
  });

  const points = failPointNames(STEPS_OF_VERB).filter((point) => /^(job|action)\//.test(point));
  it.each(points)("whose worker is killed at %s is carried on", async (point) => {
    const { world } = await deployed();
    const first = world.worker(point);
    void world.submit(first, "action", WIPE).catch(() => {});
    await expect.poll(() => world.deaths).toBe(1);
    const second = world.worker();
    await second.runner.recover();
    const [job] = await world.jobs.list({ limit: 1 });
    expect(await world.ended(job?.id ?? "")).toMatchObject({ verb: "action", state: "succeeded" });
    await second.runner.stop();
    expect(world.containers()).toEqual(UP);
    expect(world.data.get("wiped")).toBe("yes");
    expect(world.faults).toEqual([]);
  });
});
