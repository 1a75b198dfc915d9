import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { freeLoopbackPort } from "@/e2e/registry/registry.mjs";
import { containersOf } from "@/e2e/soak/panel/engine-facts";
import { carryOut, type Saved, type Settings } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";

const LITE = ["auth", "db", "kong", "meta", "rest", "studio"];
const STANDARD = [...LITE, "functions", "imgproxy", "realtime", "storage", "supavisor"];

/** The lasting services of each profile. */
export const PROFILE_SERVICES = {
  lite: LITE,
  standard: STANDARD,
  full: [...STANDARD, "analytics", "vector"],
} as const;

export type Profile = keyof typeof PROFILE_SERVICES;

export const PROFILES = ["lite", "standard", "full"] as const satisfies readonly Profile[];

/** Puts the sample function into its volume, and is done. */
const ONE_SHOT = "functions-seed";
/** A stack is shown as what it is once the engine has been looked at. */
const SEEN_MS = 15_000;
const POLL_MS = 100;

/** Of the ports that are free, the panel proposes the first ones: to every panel on this engine at once. */
export async function freePorts(): Promise<Settings> {
  return {
    port: await freeLoopbackPort(),
    poolerSessionPort: await freeLoopbackPort(),
    poolerTransactionPort: await freeLoopbackPort(),
  };
}

/** Deploys, and fails unless every service is healthy and every probe is green. */
export async function deployProven(
  worker: WorkerUnderTest,
  stack: Saved,
  profile: Profile,
): Promise<JobView> {
  const job = await carryOut(worker, "deploy", stack);
  const services = [...PROFILE_SERVICES[profile]].sort();
  const containers = await containersOf(worker.docker, stack);
  const lasting = containers.filter(({ service }) => service !== ONE_SHOT);
  assert.deepEqual(lasting.map(({ service }) => service).sort(), services, "services on the engine");
  const unwell = lasting.filter(({ state, health }) => state !== "running" || health !== "healthy");
  assert.deepEqual(
    unwell.map(({ service, state, health }) => `${service} ${state} ${health}`),
    [],
    "services that are not healthy",
  );
  const params = { stack: stack.id };
  const deadlineMs = Date.now() + SEEN_MS;
  let shown = await worker.control.call(routes["stacks.show"], { params });
  while (shown.state !== "running" && Date.now() < deadlineMs) {
    await sleep(POLL_MS);
    shown = await worker.control.call(routes["stacks.show"], { params });
  }
  assert.equal(shown.state, "running", "state of the stack");
  const { probes = [] } = job.steps.find(({ id }) => id === "probe") ?? {};
  const red = probes.filter(({ state }) => state !== "passed");
  assert.deepEqual(
    red.map(({ title, detail }) => `${title}: ${detail}`),
    [],
    "probes that are not green",
  );
  assert(probes.length > 5, `${probes.length} probes were made`);
  return job;
}

/** How long a job took, step by step, and how many probes it made. */
export function jobInWords({ startedAt, endedAt, steps }: JobView): string {
  const times = steps.map((step) => `${step.id} ${secondsBetween(step.startedAt, step.endedAt)}`);
  const { probes = [] } = steps.find(({ id }) => id === "probe") ?? {};
  return `${secondsBetween(startedAt, endedAt)} s (${times.join(", ")}), ${probes.length} probes green`;
}

function secondsBetween(start: string | null, end: string | null): string {
  return ((Date.parse(end ?? "") - Date.parse(start ?? "")) / 1000).toFixed(2);
}
