import assert from "node:assert/strict";
import { assertWhole, type ContainerFacts, containersOf } from "@/e2e/soak/panel/engine-facts";
import { carryOut, createStack, type Saved, saveSettings } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, numberOf, type SoakPart } from "@/e2e/soak/soak-part";

const TIMES = 20;
const UNCHANGED = "unchanged revision";
const ONE_SETTING = "one service's setting";
const PANEL = "panel ended and started";

/** Deploys that change nothing or one service, and a panel that comes and goes, over one running stack. */
export const redeployPart: SoakPart = {
  name: "redeploy",
  title: "What stays untouched",
  ids: [UNCHANGED, ONE_SETTING, PANEL].flatMap((label) => numbered(label, TIMES)),
  tenth: [UNCHANGED, ONE_SETTING, PANEL].flatMap((label) => numbered(label, 2)),
  async open() {
    const worker = await WorkerUnderTest.open("redeploy");
    try {
      const stack = await createStack(worker);
      await carryOut(worker, "deploy", stack);
      return { run: (id) => once(worker, stack, id), close: () => worker.close() };
    } catch (error) {
      await worker.close();
      throw error;
    }
  },
};

async function once(worker: WorkerUnderTest, stack: Saved, id: string): Promise<string> {
  const before = await containersOf(worker.docker, stack);
  assertWhole(before);
  const changed = await act(worker, stack, id);
  const after = await containersOf(worker.docker, stack);
  assertWhole(after);
  const old = new Map(before.map((container) => [container.service, container]));
  const touched = after.filter((container) => !isSame(container, old.get(container.service)));
  assert.deepEqual(
    touched.map(({ service }) => service),
    changed === null ? [] : [changed],
    "services that were touched",
  );
  return changed === null ? "0 of 5 touched" : `1 of 5 touched: ${changed}`;
}

/** @returns the one service that may have been replaced */
async function act(worker: WorkerUnderTest, stack: Saved, id: string): Promise<string | null> {
  const round = numberOf(id);
  if (id.startsWith(UNCHANGED)) {
    await carryOut(worker, "deploy", stack);
    return null;
  }
  if (id.startsWith(ONE_SETTING)) {
    const service = round % 2 === 0 ? "api" : "database";
    await saveSettings(worker, stack.id, { [`${service}Words`]: `${service} ${Date.now()}` });
    await carryOut(worker, "deploy", stack);
    return service;
  }
  if (round % 2 === 0) await worker.stop();
  else await worker.kill();
  await worker.start();
  return null;
}

/** A one-shot that is done is started again by every deploy: its container stays, its time of start does not. */
function isSame(after: ContainerFacts, before: ContainerFacts | undefined): boolean {
  if (after.id !== before?.id) return false;
  return after.service === "migrate" || after.startedAt === before.startedAt;
}
