import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { assertGone, assertNoLeftovers, assertWhole, containersOf } from "@/e2e/soak/panel/engine-facts";
import { ask, carryOut, createStack, type Saved, saveSettings, untilEnded } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, numberOf, type SoakPart } from "@/e2e/soak/soak-part";
import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";

const TRIES = 15;
const CREATE = "first deploy";
const UPDATE = "update";
/** A deploy takes four to five seconds; the moments are spread over that, each somewhere in its share. */
const SHARE_MS = 320;

/** A deploy cancelled at random moments: the stack is as before or as wanted, never something between. */
export const cancelPart: SoakPart = {
  name: "cancel",
  title: "A deploy cancelled at random moments",
  ids: [CREATE, UPDATE].flatMap((label) => numbered(label, TRIES)),
  tenth: [`${CREATE} 03`, `${CREATE} 08`, `${UPDATE} 04`, `${UPDATE} 09`],
  async open() {
    const worker = await WorkerUnderTest.open("cancel");
    return {
      run: (id) =>
        id.startsWith(CREATE) ? cancelCreate(worker, momentOf(id)) : cancelUpdate(worker, momentOf(id)),
      close: () => worker.close(),
    };
  },
};

function momentOf(id: string): number {
  return Math.round((numberOf(id) - Math.random()) * SHARE_MS);
}

async function cancelCreate(worker: WorkerUnderTest, afterMs: number): Promise<string> {
  const stack = await createStack(worker);
  const verdict = await deployAndCancel(worker, stack, afterMs);
  if (verdict.state === "succeeded") assertWhole(await containersOf(worker.docker, stack));
  else if (stays(verdict)) assertWhole(await untilHealthy(worker, stack));
  else {
    assert.equal(verdict.state, "cancelled", verdict.error?.message);
    const left = await containersOf(worker.docker, stack);
    assert.deepEqual(left, [], "containers of a deploy that was taken back");
  }
  return settle(worker, stack, verdict, afterMs);
}

async function cancelUpdate(worker: WorkerUnderTest, afterMs: number): Promise<string> {
  const stack = await createStack(worker, { apiWords: "old", databaseWords: "old" });
  await carryOut(worker, "deploy", stack);
  await saveSettings(worker, stack.id, { apiWords: "new", databaseWords: "new" });
  const verdict = await deployAndCancel(worker, stack, afterMs);
  const containers = await untilHealthy(worker, stack);
  assertWhole(containers);
  const { deployedRevision } = await worker.control.call(routes["stacks.show"], {
    params: { stack: stack.id },
  });
  const words = deployedRevision === 1 ? "old" : "new";
  assert.deepEqual(
    [...new Set(containers.flatMap((container) => container.words ?? []))],
    [words],
    `revision ${deployedRevision} is said to be deployed`,
  );
  return settle(worker, stack, verdict, afterMs);
}

async function deployAndCancel(worker: WorkerUnderTest, stack: Saved, afterMs: number): Promise<JobView> {
  const job = await ask(worker, "deploy", stack);
  await sleep(afterMs);
  await worker.control.call(routes["jobs.cancel"], { params: { job: job.id } });
  return untilEnded(worker, job.id);
}

/** Past the create step there is nothing to take back any more: the deploy stays, only its proof is missing. */
function stays(verdict: JobView): boolean {
  const reached = verdict.steps.findLast(({ state }) => state === "failed")?.id;
  return verdict.state === "cancelled" && (reached === "health" || reached === "probe");
}

/** An earlier revision that was put back comes up in its own time. */
async function untilHealthy(worker: WorkerUnderTest, stack: Saved) {
  for (let tries = 0; ; tries += 1) {
    const containers = await containersOf(worker.docker, stack);
    assertNoLeftovers(containers);
    if (tries >= 100 || !containers.some(({ health }) => health === "starting")) return containers;
    await sleep(100);
  }
}

/** No stuck job, and the next deploy works. */
async function settle(
  worker: WorkerUnderTest,
  stack: Saved,
  verdict: JobView,
  afterMs: number,
): Promise<string> {
  await carryOut(worker, "deploy", stack);
  assertWhole(await containersOf(worker.docker, stack));
  await carryOut(worker, "remove", stack);
  await assertGone(worker.docker, stack);
  return `after ${afterMs} ms: ${verdict.state}. ${verdict.error?.message ?? ""}`;
}
