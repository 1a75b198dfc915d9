import assert from "node:assert/strict";
import { assertWhole, containersOf } from "@/e2e/soak/panel/engine-facts";
import {
  ask,
  carryOut,
  createStack,
  jobsOf,
  type Saved,
  succeeded,
  untilEnded,
} from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, numberOf, type SoakPart } from "@/e2e/soak/soak-part";
import { routes } from "@/lib/api/contract/routes";

const ROUNDS = 50;
const DEPLOYS = "two deploys at once";
const SAVES = "two saves at once";

/** Two people at once: one is let through, the other is told, and nothing of either is lost. */
export const twoPart: SoakPart = {
  name: "two",
  title: "Two people at once",
  ids: [SAVES, DEPLOYS].flatMap((label) => numbered(label, ROUNDS)),
  tenth: [SAVES, DEPLOYS].flatMap((label) => numbered(label, ROUNDS / 10)),
  async open() {
    const worker = await WorkerUnderTest.open("two");
    try {
      const stack = await createStack(worker);
      await carryOut(worker, "deploy", stack);
      return {
        run: (id) => (id.startsWith(SAVES) ? twoSaves(worker, stack, id) : twoDeploys(worker, stack)),
        close: () => worker.close(),
      };
    } catch (error) {
      await worker.close();
      throw error;
    }
  },
};

async function twoSaves(worker: WorkerUnderTest, stack: Saved, id: string): Promise<string> {
  const params = { stack: stack.id };
  const { settings, revision: base } = await worker.control.call(routes["stacks.show"], { params });
  const save = (who: string) => {
    const apiWords = `${who} in round ${numberOf(id)} on ${base}`;
    const body = {
      base,
      settings: { ...settings, apiWords },
      access: { mode: "private" as const },
      secrets: {},
      note: who,
    };
    return worker.control.call(routes["revisions.create"], { params, body });
  };
  const outcomes = await Promise.allSettled([save("ann"), save("ben")]);
  const saved = outcomes.flatMap((outcome) =>
    outcome.status === "fulfilled" ? [outcome.value.revision] : [],
  );
  assert.deepEqual(refusals(outcomes), ["revision-outdated"]);
  const { revisions } = await worker.control.call(routes["revisions.list"], { params });
  assert.equal(revisions[0]?.number, base + 1);
  assert.equal(revisions[0]?.note, saved[0]?.note);
  assert.deepEqual(revisions[0]?.settings, saved[0]?.settings);
  assert.deepEqual(
    revisions.map(({ number }) => number),
    Array.from({ length: base + 1 }, (_, index) => base + 1 - index),
    "every revision is there",
  );
  return `${saved[0]?.note} saved revision ${base + 1}, the other was told`;
}

async function twoDeploys(worker: WorkerUnderTest, stack: Saved): Promise<string> {
  const jobsBefore = (await jobsOf(worker, stack)).length;
  const outcomes = await Promise.allSettled([ask(worker, "deploy", stack), ask(worker, "deploy", stack)]);
  assert.deepEqual(refusals(outcomes), ["stack-busy"]);
  const [job] = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
  assert(job !== undefined);
  succeeded(await untilEnded(worker, job.id));
  assert.equal((await jobsOf(worker, stack)).length, Math.min(200, jobsBefore + 1), "jobs of the stack");
  assertWhole(await containersOf(worker.docker, stack));
  return `job ${job.number} ran, the other was told`;
}

function refusals(outcomes: readonly PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
}
