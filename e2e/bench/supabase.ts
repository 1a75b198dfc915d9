import { deployByPanel, overCompose, withComposeOf } from "@/e2e/bench/both-ways";
import { carryOut, createStack, type Saved } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { freePorts } from "@/e2e/soak/supabase/proven-stack";
import type { JobView } from "@/lib/api/contract/job-views";

/** A Supabase of the usual size, by the panel and by Compose from the very same files, in turns. */
export const supabaseBenchmark = overCompose({
  name: "supabase",
  what: "Deploy of a Supabase, standard",
  besides: "the probes",
  runs: 10,
  method:
    "From the request to the job's verdict, pre-flight included, less the time of the probes, against `docker compose up -d --wait` of the same files: eleven services and a one-shot of the test images, which are there. Most of both is the wait for health checks, made every 5 s.",
  byPanel,
  byCompose,
});

async function byPanel(worker: WorkerUnderTest): Promise<number> {
  const stack = await saved(worker);
  const { tookMs, job } = await deployByPanel(worker, stack);
  // Nobody measures how long a database takes to end in order.
  const filters = { label: [`slipway.stack=${stack.id}`] };
  const running = await worker.docker.listContainers({ filters });
  await Promise.all(running.map(({ Id }) => worker.docker.getContainer(Id).kill()));
  await carryOut(worker, "remove", stack);
  return tookMs - probesMs(job);
}

function probesMs({ steps }: JobView): number {
  const probe = steps.find(({ id }) => id === "probe");
  return Date.parse(probe?.endedAt ?? "") - Date.parse(probe?.startedAt ?? "");
}

async function byCompose(worker: WorkerUnderTest): Promise<number> {
  const stack = await saved(worker);
  const tookMs = await withComposeOf(worker, stack, async (compose) => {
    const startedAt = performance.now();
    await compose(["up", "--detach", "--wait"]);
    const upMs = performance.now() - startedAt;
    await compose(["kill"]);
    await compose(["down", "--volumes"]);
    return upMs;
  });
  await carryOut(worker, "remove", stack);
  return tookMs;
}

async function saved(worker: WorkerUnderTest): Promise<Saved> {
  return createStack(worker, { profile: "standard", ...(await freePorts()) }, "supabase");
}
