import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import type { Saved } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { findProcesses } from "@/lib/adapters/docker/process-table";
import { routes } from "@/lib/api/contract/routes";
import { JOB_TIMINGS } from "@/lib/jobs/job-services";

const POLL_MS = 20;
const WATCH_MS = 4_000;

/** Waits until the job does something to the engine. */
export async function untilInside({ control }: WorkerUnderTest, job: string): Promise<void> {
  for (;;) {
    const view = await control.call(routes["jobs.show"], { params: { job } });
    if (view.endedAt !== null) throw new Error(`Job ${view.number} ended before it could be taken`);
    const create = view.steps.find(({ id }) => id === "create");
    if (create !== undefined && create.state !== "waiting") return;
    await sleep(POLL_MS);
  }
}

export type TakenJob = {
  /** The job's row as the one who took it left it. */
  row: unknown;
  /** Lets the worker go on, and says what came of it. */
  afterWaking(): Promise<{ events: string[]; row: unknown; watchedMs: number }>;
};

/**
 * What another worker does to a job whose holder sleeps past its lease: ends its Compose, and takes the job by raising
 * its fence.
 */
export async function takeOver(worker: WorkerUnderTest, job: string, stack: Saved): Promise<TakenJob> {
  const { worker: pid } = worker.pids();
  process.kill(pid, "SIGSTOP");
  try {
    await sleep(JOB_TIMINGS.leaseMs + 500);
    for (const run of await findProcesses((command) => command.includes(`--project-name=${stack.name}`))) {
      process.kill(run.pid, "SIGKILL");
    }
    raiseFence(worker, job);
  } catch (error) {
    process.kill(pid, "SIGCONT");
    throw error;
  }
  const row = rowOf(worker, job);
  return {
    row,
    async afterWaking() {
      const fromSeconds = Math.floor(Date.now() / 1000) + 1;
      // The engine tells events by the second.
      await sleep(fromSeconds * 1000 - Date.now());
      process.kill(pid, "SIGCONT");
      await sleep(WATCH_MS);
      const events = await eventsOf(worker, stack, fromSeconds);
      return { events, row: rowOf(worker, job), watchedMs: WATCH_MS };
    },
  };
}

function raiseFence({ data }: WorkerUnderTest, job: string): void {
  const database = new Database(join(data, "slipway.db"));
  try {
    const { changes } = database
      .prepare("UPDATE Job SET fence = fence + 1, holder = 'another' WHERE id = ? AND endedAt IS NULL")
      .run(job);
    if (changes !== 1) throw new Error("The job has ended already");
  } finally {
    database.close();
  }
}

function rowOf({ data }: WorkerUnderTest, job: string): unknown {
  const database = new Database(join(data, "slipway.db"), { readonly: true });
  try {
    return database.prepare("SELECT * FROM Job WHERE id = ?").get(job);
  } finally {
    database.close();
  }
}

/** What was done to the stack's containers, networks and volumes since then; not what they do by themselves. */
async function eventsOf({ docker }: WorkerUnderTest, stack: Saved, fromSeconds: number): Promise<string[]> {
  const stream = await docker.getEvents({
    since: fromSeconds,
    until: Math.floor(Date.now() / 1000),
    filters: { label: [`slipway.stack=${stack.id}`] },
  });
  let text = "";
  for await (const part of stream) text += String(part);
  const lines = text.split("\n").filter((line) => line !== "");
  return lines
    .map(
      (line) => JSON.parse(line) as { Type: string; Action: string; Actor: { Attributes: { name: string } } },
    )
    .filter(({ Action }) => /^(create|start|stop|kill|destroy|restart|remove|rename)$/.test(Action))
    .map(({ Type, Action, Actor }) => `${Type} ${Action} ${Actor.Attributes.name}`);
}
