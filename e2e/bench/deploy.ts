import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type Benchmark, loadNow, median, spread } from "@/e2e/bench/figure";
import { untarFiles } from "@/e2e/bench/untar";
import { containersOf } from "@/e2e/soak/panel/engine-facts";
import { ask, carryOut, createStack, type Saved, succeeded } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";

const RUNS = 12;
const GOAL_MS = 300;
const HEALTH_POLL_MS = 10;
const run = promisify(execFile);

/** A stack of five small services, by the panel and by Compose from the very same files, in turns. */
export const deployBenchmark: Benchmark = {
  name: "deploy",
  async measure(say) {
    const load = loadNow();
    const worker = await WorkerUnderTest.open("bench");
    const [panelMs, composeMs]: [number[], number[]] = [[], []];
    try {
      // The first of each pulls the image and warms what is to be warm.
      await byPanel(worker);
      await byCompose(worker);
      for (let round = 1; round <= RUNS; round += 1) {
        // Whoever goes first finds the machine as the other left it: they take turns.
        if (round % 2 === 0) panelMs.push(await byPanel(worker));
        composeMs.push(await byCompose(worker));
        if (round % 2 === 1) panelMs.push(await byPanel(worker));
        say(
          `round ${round}: panel ${panelMs.at(-1)?.toFixed(0)} ms, compose ${composeMs.at(-1)?.toFixed(0)} ms`,
        );
      }
    } finally {
      await worker.close();
    }
    const overMs = median(panelMs) - median(composeMs);
    return [
      {
        name: "Deploy of a stack of five services",
        goal: `at most ${GOAL_MS} ms over Compose`,
        panel: spread(panelMs, "ms", 0),
        yardstick: spread(composeMs, "ms", 0),
        result: `${overMs.toFixed(0)} ms over`,
        met: overMs <= GOAL_MS,
        runs: RUNS,
        method:
          "From the request to the job's verdict, pre-flight and probe included, against `docker compose up -d` of the same files until the same services are healthy. Images are there; two health checks of 1 s and a one-shot are in both.",
        load,
      },
    ];
  },
};

async function byPanel(worker: WorkerUnderTest): Promise<number> {
  const stack = await createStack(worker);
  const startedAt = performance.now();
  const job = await ask(worker, "deploy", stack);
  succeeded(await verdictOf(worker, job));
  const tookMs = performance.now() - startedAt;
  await carryOut(worker, "remove", stack);
  return tookMs;
}

/** Told by the stream, as a page is. */
async function verdictOf({ control }: WorkerUnderTest, { id }: JobView): Promise<JobView> {
  for await (const line of control.lines(routes["jobs.events"], { params: { job: id } })) {
    if (line.type === "job" && line.job.endedAt !== null) return line.job;
  }
  throw new Error("The stream ended before the job");
}

async function byCompose(worker: WorkerUnderTest): Promise<number> {
  const { composePath, socket } = worker.around;
  const stack = await createStack(worker);
  const folder = await mkdtemp(join(tmpdir(), "slipway-bench-"));
  const env = {
    NODE_ENV: process.env.NODE_ENV,
    PATH: process.env.PATH,
    HOME: folder,
    DOCKER_HOST: `unix://${socket}`,
  };
  try {
    const route = routes["revisions.download"];
    const archive = await worker.control.open(route, { params: { stack: stack.id, revision: 1 } });
    for (const { name, content } of await untarFiles(archive)) await writeFile(join(folder, name), content);
    const startedAt = performance.now();
    await run(composePath, ["--project-name", stack.name, "up", "--detach"], { cwd: folder, env });
    while (!(await isHealthy(worker, stack))) await sleep(HEALTH_POLL_MS);
    const tookMs = performance.now() - startedAt;
    await run(composePath, ["--project-name", stack.name, "down", "--volumes"], { cwd: folder, env });
    return tookMs;
  } finally {
    await rm(folder, { recursive: true, force: true });
    await carryOut(worker, "remove", stack);
  }
}

async function isHealthy({ docker }: WorkerUnderTest, stack: Saved): Promise<boolean> {
  const containers = await containersOf(docker, stack);
  return containers.every(({ service, state, health }) =>
    service === "migrate" ? state === "exited" : state === "running" && health !== "starting",
  );
}
