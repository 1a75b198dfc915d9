import { afterEach, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import type { Panel } from "@/lib/use-cases/panel";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";

const ANN = { who: "ann", from: "test" };
const panels: Panel[] = [];
afterEach(async () => {
  for (const panel of panels.splice(0)) await panel.stop();
});

async function started() {
  const { panel, world } = fakePanel();
  panels.push(panel);
  await world.define();
  await panel.start();
  const list = () =>
    panel.verbs["stacks.list"]({ params: undefined, query: undefined, body: undefined }, ANN);
  const show = async () => (await list()).stacks.find(({ id }) => id === STACK.id);
  const deploy = async () => {
    const input = { params: { stack: STACK.id }, query: undefined, body: {} };
    const { id } = await panel.verbs["stacks.deploy"](input, ANN);
    return world.ended(id);
  };
  return { world, show, deploy };
}

it("says why the first deploy made nothing, and not that something was lost", async () => {
  const { world, show, deploy } = await started();
  world.compose.version = () => Promise.reject(new PanelError("compose-missing", "No Compose was found"));
  expect(await deploy()).toMatchObject({ state: "failed" });
  await expect.poll(show).toMatchObject({
    state: "failed",
    reason: "The last deploy failed: No Compose was found",
    deployedRevision: null,
  });
  const reasons = (await show())?.services.map(({ state, reason }) => `${state}: ${reason}`);
  expect(new Set(reasons)).toEqual(new Set(["stopped: has no container"]));
});

it("shows services by words that stand alone", async () => {
  const { show, deploy } = await started();
  expect(await deploy()).toMatchObject({ state: "succeeded" });
  await expect.poll(show).toMatchObject({ state: "running", reason: "2 of 2 healthy" });
  expect((await show())?.services.map(({ name, reason }) => `${name}: ${reason}`).sort()).toEqual([
    "side: healthy",
    "task: done",
    "web: healthy",
  ]);
});
