import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Entry, Ledger } from "@/e2e/soak/load/ledger";
import { assertGone, assertNoLeftovers, assertWhole, containersOf } from "@/e2e/soak/panel/engine-facts";
import { carryOut, jobsOf, reveal, type Settings } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { JobSummaryView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";
import type { ErrorCode } from "@/lib/errors";

/** Longer than any job takes that goes on from its first step. */
const STUCK_MS = 120_000;

export type Seen = { acknowledged: number; jobs: number; failedJobs: number; stacks: number };

/**
 * The check after every fault: what was acknowledged is there, unchanged and readable; no job is stuck; what each job's
 * verdict says is what the engine shows; the database is whole. Stacks that are gone are forgotten.
 * @param excuses codes of failed jobs that the fault explains
 */
export async function assertNothingLost(
  worker: WorkerUnderTest,
  ledger: Ledger,
  excuses: readonly ErrorCode[] = [],
): Promise<Seen> {
  await assertNoneStuck(worker);
  const acknowledged = ledger.size;
  assert.deepEqual(await lostOf(worker, ledger), [], "acknowledged and lost");
  let jobs = 0;
  let failedJobs = 0;
  for (const entry of ledger.entries()) {
    if (!(await isListed(worker, entry))) {
      await assertGone(worker.docker, entry.stack);
      ledger.forget(entry);
      continue;
    }
    const history = await jobsOf(worker, entry.stack);
    jobs += history.length;
    failedJobs += history.filter(({ state }) => state === "failed").length;
    await assertVerdictIsTrue(worker, entry, history, excuses);
  }
  assertDatabaseWhole(join(worker.data, "slipway.db"));
  return { acknowledged, jobs, failedJobs, stacks: ledger.entries().length };
}

/** What was acknowledged and is not there any more, or is not what it was; in words. Fails on what is there by half. */
export async function lostOf(worker: WorkerUnderTest, ledger: Ledger): Promise<string[]> {
  const lost: string[] = [];
  for (const entry of ledger.entries()) {
    if (await isListed(worker, entry)) lost.push(...(await lostOfStack(worker, entry)));
    else if (!entry.removalAsked) lost.push(entry.stack.name);
  }
  return lost;
}

async function lostOfStack(worker: WorkerUnderTest, entry: Entry): Promise<string[]> {
  const { stack, password } = entry;
  const { revisions } = await worker.control.call(routes["revisions.list"], { params: { stack: stack.id } });
  assert.deepEqual(
    revisions.map(({ number }) => number),
    Array.from(revisions, (_, index) => revisions.length - index),
    "a gap between revisions",
  );
  const kept = new Map(revisions.map(({ number, settings }) => [number, settings]));
  const jobs = new Set((await jobsOf(worker, stack)).map(({ id }) => id));
  const lost = [
    ...[...entry.revisions]
      .filter(([number, saved]) => !holds(kept.get(number), saved))
      .map(([number]) => `revision ${number} of ${stack.name}`),
    ...[...entry.jobs].filter((id) => !jobs.has(id)).map((id) => `job ${id} of ${stack.name}`),
  ];
  if (password !== null && (await reveal(worker, stack)) !== password) lost.push(`a secret of ${stack.name}`);
  return lost;
}

function holds(kept: Settings | undefined, saved: Settings): boolean {
  return kept !== undefined && Object.entries(saved).every(([name, value]) => kept[name] === value);
}

async function isListed({ control }: WorkerUnderTest, { stack }: Entry): Promise<boolean> {
  const { stacks } = await control.call(routes["stacks.list"], {});
  return stacks.some(({ id }) => id === stack.id);
}

async function assertNoneStuck({ control }: WorkerUnderTest): Promise<void> {
  const deadlineMs = Date.now() + STUCK_MS;
  for (;;) {
    const { jobs } = await control.call(routes["jobs.list"], { query: { limit: 200 } });
    const open = jobs.filter(({ endedAt }) => endedAt === null);
    if (open.length === 0) return;
    assert(
      Date.now() < deadlineMs,
      `stuck: ${open.map(({ number, verb, step }) => `${number} ${verb} ${step}`)}`,
    );
    await sleep(50);
  }
}

async function assertVerdictIsTrue(
  worker: WorkerUnderTest,
  { stack }: Entry,
  history: readonly JobSummaryView[],
  excuses: readonly ErrorCode[],
): Promise<void> {
  const last = history.find(({ verb }) => verb !== "probe");
  if (last === undefined) {
    assert.deepEqual(await containersOf(worker.docker, stack), [], "containers of a stack without a job");
    return;
  }
  const halfDeployed = history.find(({ verb }) => verb === "deploy")?.state === "failed";
  if (last.state !== "succeeded") {
    // A restart makes no container, and says so where some are missing.
    const allowed: readonly string[] = [
      "job-interrupted",
      ...(halfDeployed ? ["service-not-found"] : []),
      ...excuses,
    ];
    assert(
      last.state === "failed" && allowed.includes(last.error?.code ?? ""),
      `job ${last.number} (${last.verb}) ended as ${last.state}: ${last.error?.message}`,
    );
    return assertMendable(worker, stack);
  }
  assert.notEqual(last.verb, "remove", `${stack.name} is listed after it was removed`);
  if (last.verb === "stop") {
    const containers = await containersOf(worker.docker, stack);
    if (!halfDeployed) assertNoLeftovers(containers);
    assert(!containers.some(({ state }) => state === "running"), "something runs after a stop");
  } else if (halfDeployed) {
    // That job said what it left: containers of two revisions, say. Starting those is all that this verb promises.
    await assertMendable(worker, stack);
  } else await assertRuns(worker, stack.id, stack.name);
}

/** Whatever a job left half done does not stand in the way of the next one. */
async function assertMendable(worker: WorkerUnderTest, stack: Entry["stack"]): Promise<void> {
  await carryOut(worker, "deploy", stack);
  await assertRuns(worker, stack.id, stack.name);
}

/** All of its services are up, made by the revision that is recorded as deployed. */
async function assertRuns(worker: WorkerUnderTest, id: string, name: string): Promise<void> {
  const params = { stack: id };
  const { deployedRevision } = await worker.control.call(routes["stacks.show"], { params });
  const { revisions } = await worker.control.call(routes["revisions.list"], { params });
  const words = revisions.find(({ number }) => number === deployedRevision)?.settings.apiWords;
  const containers = await containersOf(worker.docker, { id, name });
  assertWhole(containers);
  for (const { service, words: seen } of containers) {
    if (seen !== null) assert.equal(seen, words, `${service} of ${name} is of another revision`);
  }
}

export function assertDatabaseWhole(path: string): void {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    assert.equal(database.pragma("integrity_check", { simple: true }), "ok");
    assert.deepEqual(database.pragma("foreign_key_check"), []);
  } finally {
    database.close();
  }
}
