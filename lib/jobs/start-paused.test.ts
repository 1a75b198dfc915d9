import { expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { allStarted, startedWords, startPaused } from "@/lib/jobs/start-paused";
import { breakDown, deployed, endedAt } from "@/lib/jobs/test-support/backed-up-world";
import { type FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

const idOf = ({ engine }: FakeWorld, service: string) =>
  [...engine.containers.values()].find(({ name }) => name === `shop-${service}-1`)?.id ?? "";

/** The service's container cannot be started any more. */
function breakStart(world: FakeWorld, service: string): void {
  const { engine } = world;
  const start = engine.startContainer.bind(engine);
  const broken = idOf(world, service);
  engine.startContainer = async (id) => {
    if (id === broken) throw new PanelError("port-in-use", "its port is taken");
    await start(id);
  };
}

it("tries each, and says of both what was started and what was not", async () => {
  const { world } = await deployed();
  await world.run("stop");
  breakStart(world, "side");
  const result = await startPaused(world.engine, STACK, ["side", "web"], (start) => start());
  expect(startedWords(result)).toBe(
    "Started again: web. side could not be started again: its port is taken.",
  );
  expect(world.containers()).toContain("shop-web-1 running");
  expect(() => allStarted(result)).toThrowError(
    expect.objectContaining({
      code: "port-in-use",
      message: "side could not be started again: its port is taken",
    }),
  );
});

it("leaves no service down after a failed backup because another one cannot start", async () => {
  const { world } = await deployed();
  breakStart(world, "side");
  const ended = await endedAt(world, "archive/during-effect", "backup", {}, async () => {
    await world.engine.stopContainer(idOf(world, "side"));
    await breakDown();
  });
  expect(ended.error?.evidence?.[0]).toContain("Started again: web.");
  expect(world.containers()).toContain("shop-web-1 running");
});

it("leaves alone what somebody has paused", async () => {
  const { world } = await deployed();
  const id = idOf(world, "side");
  const side = world.engine.containers.get(id);
  if (side !== undefined) world.engine.containers.set(id, { ...side, state: "paused" });
  expect(await world.run("backup")).toMatchObject({ state: "succeeded", error: null });
  expect(world.containers()).toContain("shop-side-1 paused");
});
