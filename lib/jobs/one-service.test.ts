import { describe, expect, it } from "vitest";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

const UP = ["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"];

async function deployed(): Promise<{ world: FakeWorld; log: () => string[] }> {
  const world = new FakeWorld();
  await world.define();
  expect((await world.run("deploy")).state).toBe("succeeded");
  const before = world.engine.log.length;
  return { world, log: () => world.engine.log.slice(before) };
}

/** Makes the service's container anew and leaves it so, as an interrupted run of Compose does. */
function leaveCreated(world: FakeWorld, name: string): void {
  const { containers } = world.engine;
  const found = [...containers.values()].find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  containers.set(found.id, { ...found, state: "created", startedAt: null, health: "none" });
}

describe("one service alone", () => {
  it("is restarted without what it depends on", async () => {
    const { world, log } = await deployed();
    expect(await world.run("restart", { service: "web" })).toMatchObject({ state: "succeeded" });
    expect(log()).toEqual(["die shop-web-1", "start shop-web-1"]);
  });

  it("is started where it stayed created, and nothing else is touched", async () => {
    const { world, log } = await deployed();
    leaveCreated(world, "shop-web-1");
    const ended = await world.run("start", { service: "web" });
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(ended.steps.map(({ id, detail }) => `${id}: ${detail}`)).toEqual([
      "start: web started",
      "health: 1 service up",
    ]);
    expect(log()).toEqual(["start shop-web-1"]);
    expect(world.containers()).toEqual(UP);
  });

  it("is left alone where it runs already", async () => {
    const { world, log } = await deployed();
    expect(await world.run("start", { service: "side" })).toMatchObject({ state: "succeeded" });
    expect(log()).toEqual([]);
  });

  it("without a container cannot be started, and says what makes one", async () => {
    const { world } = await deployed();
    const web = [...world.engine.containers.values()].find(({ name }) => name === "shop-web-1");
    await world.engine.removeContainer(web?.id ?? "");
    expect((await world.run("start", { service: "web" })).error).toMatchObject({
      code: "service-not-found",
      message: "No container is there of web",
      fix: "Deploy the stack: that makes its containers",
    });
  });

  it("of a stopped stack does not make the stack one that is to run", async () => {
    const { world } = await deployed();
    await world.run("stop");
    expect(await world.run("start", { service: "side" })).toMatchObject({ state: "succeeded" });
    expect(await world.stacks.find(STACK.id)).toMatchObject({ wanted: "stopped" });
  });
});

describe("a stack that is taken down", () => {
  it("loses containers and network, keeps data and definition, and starts again", async () => {
    const { world } = await deployed();
    const ended = await world.run("down");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(world.containers()).toEqual([]);
    expect([...world.engine.networks.keys()]).toEqual([]);
    expect([...world.engine.volumes.keys()]).toEqual(["shop_data"]);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ wanted: "stopped", deployedRevision: 1 });
    expect(await world.run("start")).toMatchObject({ state: "succeeded", error: null });
    expect(world.containers()).toEqual(UP);
  });
});
