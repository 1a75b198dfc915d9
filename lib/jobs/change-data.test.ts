import { describe, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import type { JobRecord } from "@/lib/ports/stores";

const OLD = "correct-horse-battery";
const NEW = "another-horse-battery";
const AUDIT = { who: "tester", what: "cancel", target: "job", from: "test" };
const UP = ["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"];

/** Deployed, with a revision saved that has another password; every change of data in order. */
async function changed(): Promise<{ world: FakeWorld; said: string[] }> {
  const world = new FakeWorld();
  await world.define();
  const said: string[] = [];
  const { programs } = world.engine;
  world.engine.programs = (command, environment) => {
    said.push(`${environment.NAME} ${environment.VALUE === NEW ? "new" : "old"}`);
    return programs(command, environment);
  };
  expect(await world.run("deploy")).toMatchObject({ state: "succeeded" });
  expect(said).toEqual([]);
  await world.revise({}, { password: NEW });
  return { world, said };
}

const dataOf = ({ data }: FakeWorld) => [data.get("first"), data.get("second")];

const stepOf = ({ steps }: JobRecord) => steps.find(({ id }) => id === "change");

const recordOf = async (world: FakeWorld) => (await world.stacks.find(STACK.id))?.deployedRevision;

/** Ends the worker's deploy at the place with an error, or by cancelling; returns the verdict. */
async function endedAt(world: FakeWorld, place: string, how: "cancel" | "fail"): Promise<JobRecord> {
  const worker = world.worker();
  let id = "";
  let cancelled: Promise<unknown> = Promise.resolve();
  worker.services.failPoints = async (name) => {
    if (name !== `deploy/${place}`) return;
    if (how === "fail") throw new PanelError("compose-failed", "it broke");
    cancelled = worker.runner.cancel(id, AUDIT);
    if (!place.startsWith("create/")) await cancelled;
  };
  id = (await world.submit(worker, "deploy")).id;
  const ended = await world.ended(id);
  await cancelled;
  await worker.runner.stop();
  expect(world.faults).toEqual([]);
  return ended;
}

describe("a deploy that changes data", () => {
  it("does so before any container is touched, once, in the kind's order", async () => {
    const { world, said } = await changed();
    const before = world.engine.log.length;
    let touched = -1;
    const { programs } = world.engine;
    world.engine.programs = (...call) => {
      touched = world.engine.log.length - before;
      return programs(...call);
    };
    const ended = await world.run("deploy");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(touched).toBe(0);
    expect(said).toEqual(["first new", "second new"]);
    expect(stepOf(ended)).toMatchObject({ state: "done", detail: "password in first, password in second" });
    await world.run("deploy");
    expect(said).toHaveLength(2);
  });

  it("goes back with the revision before", async () => {
    const { world } = await changed();
    await world.run("deploy");
    expect(await world.run("deploy", { revision: 1 })).toMatchObject({ state: "succeeded" });
    expect(dataOf(world)).toEqual([OLD, OLD]);
  });

  it("is refused while the service does not run, and changes nothing", async () => {
    const { world, said } = await changed();
    await world.run("stop");
    const { error } = await world.run("deploy");
    expect(error).toMatchObject({
      code: "service-not-found",
      message: "web does not run, and the password in first can only be changed while it does",
      fix: "Start the stack first, then apply the revision",
    });
    expect(said).toEqual([]);
    expect(await recordOf(world)).toBe(1);
    await world.run("start");
    expect(await world.run("deploy")).toMatchObject({ state: "succeeded" });
    expect(dataOf(world)).toEqual([NEW, NEW]);
  });

  it("tries again while the service is only coming up", async () => {
    const { world } = await changed();
    const { programs } = world.engine;
    let tries = 0;
    world.engine.programs = (...call) => {
      tries += 1;
      return tries < 3 ? { exitCode: 2, stderr: "not yet" } : programs(...call);
    };
    const worker = world.worker();
    worker.services.timings = { ...worker.services.timings, probeWarmUpMs: 5000 };
    const { id } = await world.submit(worker, "deploy");
    expect(await world.ended(id)).toMatchObject({ state: "succeeded" });
    await worker.runner.stop();
    expect(dataOf(world)).toEqual([NEW, NEW]);
  });

  it("sets all of it back when the second change is refused, and names what was said, without secrets", async () => {
    const { world, said } = await changed();
    const { programs } = world.engine;
    world.engine.programs = (command, environment) =>
      environment.NAME === "second" && environment.VALUE === NEW
        ? { exitCode: 3, stderr: `no room for ${environment.VALUE} in place of ${OLD}` }
        : programs(command, environment);
    const ended = await world.run("deploy");
    expect(ended.error).toMatchObject({
      code: "data-change-failed",
      message: "sh in web ended with exit code 3",
      evidence: [
        "Set back as it was: password in first, password in second.",
        "no room for [redacted] in place of [redacted]",
      ],
    });
    expect(said.slice(-2)).toEqual(["second old", "first old"]);
    expect(dataOf(world)).toEqual([OLD, OLD]);
    expect(await recordOf(world)).toBe(1);
    expect(JSON.stringify(ended)).not.toMatch(/horse-battery/);
  });
});

describe("a deploy that has changed data", () => {
  it.each(["change/after-effect", "create/begin", "create/before-effect"])(
    "and fails at %s sets it back",
    async (place) => {
      const { world } = await changed();
      const before = [...world.engine.containers.keys()];
      const ended = await endedAt(world, place, "fail");
      expect(ended).toMatchObject({ state: "failed", error: { code: "compose-failed" } });
      expect(ended.error?.evidence?.[0]).toContain("Set back as it was");
      expect(dataOf(world)).toEqual([OLD, OLD]);
      expect([...world.engine.containers.keys()]).toEqual(before);
      expect(await recordOf(world)).toBe(1);
    },
  );

  it.each(["change/after-effect", "create/begin", "create/before-effect", "start/begin"])(
    "and is cancelled at %s sets it back",
    async (place) => {
      const { world } = await changed();
      const ended = await endedAt(world, place, "cancel");
      expect(ended.state).toBe("cancelled");
      expect(ended.error?.message).not.toContain("could not");
      expect(dataOf(world)).toEqual([OLD, OLD]);
      expect(world.containers()).toEqual(UP);
      expect(await recordOf(world)).toBe(1);
      expect(await world.run("deploy")).toMatchObject({ state: "succeeded" });
      expect(dataOf(world)).toEqual([NEW, NEW]);
    },
  );

  it.each([
    ["health/begin", "cancel"],
    ["probe/begin", "cancel"],
    ["start/begin", "fail"],
    ["health/begin", "fail"],
  ] as const)("and ends at %s (%s) keeps it", async (place, how) => {
    const { world } = await changed();
    await endedAt(world, place, how);
    expect(dataOf(world)).toEqual([NEW, NEW]);
    expect(await recordOf(world)).toBe(2);
  });

  it("and fails with containers of both revisions keeps it, as the record does", async () => {
    const { world } = await changed();
    const up = world.compose.up.bind(world.compose);
    world.compose.up = async (files, run) => {
      const cut = new AbortController();
      let made = 0;
      const stop = world.engine.listen(({ action }) => {
        if (action !== "create") return;
        made += 1;
        if (made === 2) cut.abort();
      });
      await up(files, { ...run, signal: cut.signal }).catch(() => {});
      stop();
      world.compose.up = up;
      throw new PanelError("compose-failed", "it broke");
    };
    expect(await world.run("deploy")).toMatchObject({ state: "failed" });
    expect(await recordOf(world)).toBe(2);
    expect(dataOf(world)).toEqual([NEW, NEW]);
  });

  it("brings a service back that Compose had stopped, to set it back in", async () => {
    const { world } = await changed();
    const up = world.compose.up.bind(world.compose);
    let failed = false;
    world.compose.up = async (files, run) => {
      if (failed) return up(files, run);
      failed = true;
      const web = [...world.engine.containers.values()].find(({ name }) => name === "shop-web-1");
      await world.engine.stopContainer(web?.id ?? "");
      throw new PanelError("compose-failed", "it broke");
    };
    expect(await world.run("deploy")).toMatchObject({ state: "failed", error: { code: "compose-failed" } });
    expect(dataOf(world)).toEqual([OLD, OLD]);
    expect(world.containers()).toEqual(UP);
  });

  it("and was killed while Compose had taken the service away is carried on", async () => {
    const { world } = await changed();
    const worker = world.worker();
    const stop = world.engine.listen(({ action }) => {
      if (action === "destroy" && world.deaths === 0) worker.die();
    });
    const { id } = await world.submit(worker, "deploy");
    await expect.poll(() => world.deaths).toBe(1);
    await expect.poll(() => world.compose.running).toBe(0);
    expect(world.containers().filter((one) => one.startsWith("shop-web-1"))).toEqual([]);
    stop();
    const second = world.worker();
    await second.runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "succeeded", error: null });
    await second.runner.stop();
    expect(world.faults).toEqual([]);
    expect(world.containers()).toEqual(UP);
    expect(dataOf(world)).toEqual([NEW, NEW]);
  });

  it("says so when it could not be set back, and the next deploy carries on", async () => {
    const { world } = await changed();
    const { programs } = world.engine;
    world.engine.programs = (command, environment) =>
      environment.VALUE === OLD ? { exitCode: 1 } : programs(command, environment);
    const ended = await endedAt(world, "create/before-effect", "fail");
    expect(ended.error?.evidence?.[0]).toBe(
      "What it changed in the data could not be set back, so deploy this revision again: sh in web ended with exit code 1",
    );
    expect(await recordOf(world)).toBe(1);
    expect(await world.run("deploy")).toMatchObject({ state: "succeeded" });
    expect(dataOf(world)).toEqual([NEW, NEW]);
  });

  it("and was killed while it set it back ends as one that was not", async () => {
    const { world } = await changed();
    const { programs } = world.engine;
    const first = world.worker();
    first.services.failPoints = async (name) => {
      if (name === "deploy/create/before-effect") throw new PanelError("compose-failed", "it broke");
    };
    world.engine.programs = (command, environment) => {
      if (environment.VALUE === OLD) first.die();
      return programs(command, environment);
    };
    const { id } = await world.submit(first, "deploy");
    await expect.poll(() => world.deaths).toBe(1);
    const second = world.worker();
    await second.runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "succeeded" });
    await second.runner.stop();
    expect(dataOf(world)).toEqual([NEW, NEW]);
    expect(world.containers()).toEqual(UP);
  });

  it("and is given up after its workers ended again and again sets it back", async () => {
    const { world } = await changed();
    const { id } = await world.submit(world.worker("deploy/create/before-effect"), "deploy");
    for (let round = 1; round < 6; round += 1) {
      await expect.poll(() => world.deaths).toBe(round);
      const place = round < 5 ? "deploy/create/before-effect" : null;
      await world.worker(place).runner.recover();
    }
    expect(await world.ended(id)).toMatchObject({ error: { code: "job-interrupted" } });
    expect(dataOf(world)).toEqual([OLD, OLD]);
    expect(await recordOf(world)).toBe(1);
  });
});
