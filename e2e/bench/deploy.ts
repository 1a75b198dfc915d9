import { setTimeout as sleep } from "node:timers/promises";
import { deployByPanel, overCompose, withComposeOf } from "@/e2e/bench/both-ways";
import { containersOf } from "@/e2e/soak/panel/engine-facts";
import { carryOut, createStack, type Saved } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";

const HEALTH_POLL_MS = 10;

/** A stack of five small services, by the panel and by Compose from the very same files, in turns. */
export const deployBenchmark = overCompose({
  name: "deploy",
  what: "Deploy of a stack of five services",
  runs: 12,
  method:
    "From the request to the job's verdict, pre-flight and probe included, against `docker compose up -d` of the same files until the same services are healthy. Images are there; two health checks of 1 s and a one-shot are in both.",
  byPanel,
  byCompose,
});

async function byPanel(worker: WorkerUnderTest): Promise<number> {
  const stack = await createStack(worker);
  const { tookMs } = await deployByPanel(worker, stack);
  await carryOut(worker, "remove", stack);
  return tookMs;
}

async function byCompose(worker: WorkerUnderTest): Promise<number> {
  const stack = await createStack(worker);
  const tookMs = await withComposeOf(worker, stack, async (compose) => {
    const startedAt = performance.now();
    await compose(["up", "--detach"]);
    while (!(await isHealthy(worker, stack))) await sleep(HEALTH_POLL_MS);
    const upMs = performance.now() - startedAt;
    await compose(["down", "--volumes"]);
    return upMs;
  });
  await carryOut(worker, "remove", stack);
  return tookMs;
}

async function isHealthy({ docker }: WorkerUnderTest, stack: Saved): Promise<boolean> {
  const containers = await containersOf(docker, stack);
  return containers.every(({ service, state, health }) =>
    service === "migrate" ? state === "exited" : state === "running" && health !== "starting",
  );
}
