import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { JobSummaryView, JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";
import type { StackDetailView } from "@/lib/api/contract/stack-views";

const JOB_TIMEOUT_MS = 180_000;
const POLL_MS = 30;

export type Settings = StackDetailView["settings"];
export type Saved = { id: string; name: string };

const PRIVATE = { mode: "private" } as const;

/** A new stack of the kind of tests (or another), saved and not deployed. */
export async function createStack(
  { control, run }: WorkerUnderTest,
  settings: Settings = {},
  kind = "five",
): Promise<Saved> {
  const name = `${run}-${randomBytes(3).toString("hex")}`;
  // Of the ports that are free, the panel proposes the first one: to every panel on this engine at once.
  const port = await freeLoopbackPort();
  const body = { kind, name, settings: { port, ...settings }, access: PRIVATE, secrets: {} };
  const { id } = await control.call(routes["stacks.create"], { body });
  return { id, name };
}

/** Saves a revision that changes these settings alone. */
export async function saveSettings(
  { control }: WorkerUnderTest,
  stack: string,
  changes: Settings,
): Promise<number> {
  const { settings, revision } = await control.call(routes["stacks.show"], { params: { stack } });
  const body = {
    base: revision,
    settings: { ...settings, ...changes },
    access: PRIVATE,
    secrets: {},
    note: "",
  };
  return (await control.call(routes["revisions.create"], { params: { stack }, body })).revision.number;
}

export type Verb = "deploy" | "start" | "stop" | "restart" | "remove";

/** Asks for a job and does not wait for it. A removal takes the volumes with it. @param revision of a deploy */
export async function ask(
  { control }: WorkerUnderTest,
  verb: Verb,
  stack: Saved,
  revision?: number,
): Promise<JobView> {
  const params = { stack: stack.id };
  switch (verb) {
    case "deploy":
      return control.call(routes["stacks.deploy"], { params, body: { revision } });
    case "start":
    case "restart":
      return control.call(routes[`stacks.${verb}`], { params, body: {} });
    case "stop":
      return control.call(routes["stacks.stop"], { params });
    case "remove": {
      const { volumes } = await control.call(routes["stacks.show"], { params });
      const removeVolumes = volumes.map(({ name }) => name);
      return control.call(routes["stacks.remove"], {
        params,
        body: { confirmName: stack.name, removeVolumes },
      });
    }
  }
}

/** The job once it has a verdict. */
export async function untilEnded(
  { control }: WorkerUnderTest,
  job: string,
  timeoutMs = JOB_TIMEOUT_MS,
): Promise<JobView> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    const view = await control.call(routes["jobs.show"], { params: { job } });
    if (view.endedAt !== null) return view;
    if (Date.now() > deadlineMs)
      throw new Error(`Job ${view.number} (${view.verb}) is stuck: ${words(view)}`);
    await sleep(POLL_MS);
  }
}

/** Does it, and fails unless the verdict is a success. */
export async function carryOut(
  worker: WorkerUnderTest,
  verb: Verb,
  stack: Saved,
  revision?: number,
): Promise<JobView> {
  return succeeded(await untilEnded(worker, (await ask(worker, verb, stack, revision)).id));
}

export function succeeded(job: JobView): JobView {
  if (job.state === "succeeded") return job;
  throw new Error(`Job ${job.number} (${job.verb}) ended as ${job.state}: ${words(job)}`);
}

export async function jobsOf({ control }: WorkerUnderTest, stack: Saved): Promise<JobSummaryView[]> {
  const { jobs } = await control.call(routes["jobs.list"], { query: { stack: stack.id, limit: 200 } });
  return jobs;
}

function words({ steps, error }: JobView): string {
  const step = steps.findLast(({ state }) => state !== "waiting" && state !== "skipped");
  return [step && `${step.id} ${step.state} ${step.detail}`, error?.message, ...(error?.evidence ?? [])]
    .filter(Boolean)
    .join("; ");
}

/** The one secret of a stack of the kind of tests, in clear. */
export async function reveal({ control }: WorkerUnderTest, stack: Saved): Promise<string> {
  const params = { stack: stack.id, secret: "password" };
  return (await control.call(routes["stacks.reveal"], { params })).value;
}
