import { describe, expect, it } from "vitest";
import { LATE_MS } from "@/lib/jobs/test-support/fake-compose";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import { runningAtVerdicts, startSlowly } from "@/lib/jobs/test-support/slow-starts";
import type { JobRecord } from "@/lib/ports/stores";

const AUDIT = { who: "tester", what: "cancel", target: "job", from: "test" };

async function defined(): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.define();
  return world;
}

describe("a cancelled job", () => {
  const steps = ["render", "preflight", "pull", "change", "create", "start", "health", "probe"] as const;

  it.each(steps)("in %s of a first deploy ends in a true verdict", async (step) => {
    const world = await defined();
    const ended = await cancelAt(world, step);
    expect(ended).toMatchObject({ state: "cancelled", error: { code: "job-cancelled" } });
    const stack = await world.stacks.find(STACK.id);
    if (step === "health" || step === "probe") {
      expect(ended.error?.message).toContain("of its");
      // What was started goes on: a stack that nobody wanted to run would be shown as a fault.
      expect(stack).toMatchObject({ deployedRevision: 1, wanted: "running" });
    } else {
      expect(world.containers()).toEqual([]);
      expect(stack).toMatchObject({ deployedRevision: null, wanted: "draft" });
    }
  });

  it("in start of a first deploy leaves as little the second time as the first", async () => {
    const world = await defined();
    for (const _ of ["first", "second"]) {
      const { error } = await cancelAt(world, "start");
      expect(error?.message).toContain("removed again");
      expect(world.containers()).toEqual([]);
      expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: null, wanted: "draft" });
    }
  });

  it("amid the making of its containers leaves none that turns up later", async () => {
    const world = await defined();
    const { error } = await cancelAt(world, "create", "during-effect");
    expect(error?.message).toContain("removed again");
    await new Promise((resolve) => setTimeout(resolve, 3 * LATE_MS));
    expect(world.containers()).toEqual([]);
  });

  it.each(steps)("in %s of an update leaves one whole revision", async (step) => {
    const world = await defined();
    await world.run("deploy");
    const before = [...world.engine.containers.keys()];
    const hash = world.webHash();
    await world.revise({ web: "tiny serve" });
    const ended = await cancelAt(world, step);
    expect(ended.state).toBe("cancelled");
    const stack = await world.stacks.find(STACK.id);
    const late = step === "health" || step === "probe";
    expect(stack).toMatchObject({ deployedRevision: late ? 2 : 1, wanted: "running" });
    expect(world.webHash() === hash).toBe(!late);
    expect(world.containers()).toEqual(["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"]);
    if (["render", "preflight", "pull", "change"].includes(step)) {
      expect([...world.engine.containers.keys()]).toEqual(before);
    }
    // Whatever was left, the next deploy needs no hand.
    expect(await world.run("deploy")).toMatchObject({ state: "succeeded" });
  });

  it.each([
    ["create", 2],
    ["start", 3],
  ])("in %s of an update whose data the earlier revision refuses leaves revision %i", async (step, left) => {
    const world = await defined();
    await world.revise({ greeting: "older" });
    await world.run("deploy");
    await world.revise({ greeting: "newer" });
    const { error } = await cancelAt(world, step);
    expect(error?.message).toContain(
      left === 2 ? "Revision 2 is in place again" : "Its data takes no older greeting",
    );
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: left, wanted: "running" });
    expect(world.containers()).toEqual(["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"]);
  });

  it("between two steps of an update is settled once its Compose is gone", async () => {
    const world = await defined();
    await world.run("deploy");
    await world.revise({ web: "tiny serve" });
    startSlowly(world);
    const running = runningAtVerdicts(world);
    const ended = await cancelAt(world, "create", "before-record");
    expect(ended.state).toBe("cancelled");
    expect(running).toEqual([0]);
    expect(world.compose.mostAtOnce).toBe(1);
    expect(world.containers()).toEqual(["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"]);
  });

  it("in render of its second run is settled by how far the first had come", async () => {
    const world = await defined();
    await world.run("deploy");
    await world.revise({ web: "tiny serve" });
    const id = await killed(world, "deploy", "deploy/create/during-effect");
    const ended = await cancelAt(world, "render", "begin", id);
    expect(ended.state).toBe("cancelled");
    expect(ended.error?.message).not.toContain("Nothing was changed");
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1, wanted: "running" });
    expect(world.containers()).toEqual(["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"]);
  });

  it("in its second run is taken back to what its first run found", async () => {
    const world = await defined();
    const first = await killed(world, "deploy", "deploy/start/before-record");
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1, wanted: "running" });
    expect((await cancelAt(world, "start", "begin", first)).error?.message).toContain("removed again");
    expect(world.containers()).toEqual([]);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: null, wanted: "draft" });

    await world.run("deploy");
    await world.run("stop");
    const hash = world.webHash();
    await world.revise({ web: "tiny serve" });
    const second = await killed(world, "deploy", "deploy/start/before-record");
    expect((await cancelAt(world, "render", "begin", second)).error?.message).toContain(
      "Revision 1 is in place",
    );
    expect(world.webHash()).toBe(hash);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1, wanted: "stopped" });
  });

  it("is not cancelled any more once an earlier run had begun to remove", async () => {
    const world = await defined();
    await world.run("deploy");
    const id = await killed(world, "remove", "remove/remove-containers/before-effect");
    const worker = world.worker();
    let asked: unknown = null;
    worker.services.failPoints = async (name) => {
      if (name !== "remove/stop/begin") return;
      const { cancellable } = worker.runner.view(await worker.runner.find(id));
      asked = [cancellable, await worker.runner.cancel(id, AUDIT).catch((error: unknown) => error)];
    };
    await worker.runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "succeeded" });
    expect(asked).toMatchObject([false, { code: "stack-busy" }]);
    await worker.runner.stop();
  });

  it("is not cancelled any more once its containers are being removed", async () => {
    const world = await defined();
    await world.run("deploy");
    const worker = world.worker();
    let refusal: unknown = null;
    let id = "";
    worker.services.failPoints = async (name) => {
      if (name !== "remove/remove-containers/begin") return;
      refusal = await worker.runner.cancel(id, AUDIT).catch((error: unknown) => error);
    };
    id = (await world.submit(worker, "remove")).id;
    expect(await world.ended(id)).toMatchObject({ state: "succeeded" });
    expect(refusal).toMatchObject({ code: "stack-busy" });
  });

  /** Begins a job whose worker dies at the point; returns the job's id. */
  async function killed(world: FakeWorld, verb: JobRecord["verb"], point: string): Promise<string> {
    let died = () => {};
    const death = new Promise<void>((resolve) => {
      died = resolve;
    });
    const { id } = await world.submit(world.worker(point, died), verb);
    await death;
    return id;
  }

  /**
   * Cancels at the very moment at which the step begins, or at another place of it.
   * @param left a job to carry on; without one a deploy is begun
   */
  async function cancelAt(
    world: FakeWorld,
    step: string,
    place = "begin",
    left?: string,
  ): Promise<JobRecord> {
    const worker = world.worker();
    const { failPoints } = worker.services;
    let cancelled: Promise<unknown> = Promise.resolve();
    let id = left ?? "";
    worker.services.failPoints = async (name) => {
      await failPoints(name);
      if (name !== `deploy/${step}/${place}`) return;
      cancelled = worker.runner.cancel(id, AUDIT);
      if (step !== "create") await cancelled;
    };
    if (left === undefined) id = (await world.submit(worker, "deploy")).id;
    else await worker.runner.recover();
    const ended = await world.ended(id);
    await cancelled;
    await worker.runner.stop();
    expect(world.faults).toEqual([]);
    return ended;
  }
});
