import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Benchmark, loadNow, median, spread } from "@/e2e/bench/figure";
import { untarFiles } from "@/e2e/bench/untar";
import { ask, type Saved, succeeded } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import type { JobView } from "@/lib/api/contract/job-views";
import { routes } from "@/lib/api/contract/routes";

const run = promisify(execFile);
const GOAL_MS = 300;

export type OverCompose = Pick<Benchmark, "name"> & {
  what: string;
  /** What the goal leaves out of the panel's time, where it does. */
  besides?: string;
  runs: number;
  method: string;
  /** Each makes its stack, deploys it, and takes it away: the time of the middle in milliseconds. */
  byPanel(worker: WorkerUnderTest): Promise<number>;
  byCompose(worker: WorkerUnderTest): Promise<number>;
};

/** What the panel takes over Compose for a deploy of the very same files. */
export function overCompose({
  name,
  what,
  besides,
  runs,
  method,
  byPanel,
  byCompose,
}: OverCompose): Benchmark {
  return {
    name,
    async measure(say) {
      const load = loadNow();
      const worker = await WorkerUnderTest.open("bench");
      const { panelMs, composeMs } = await inTurns(
        runs,
        () => byPanel(worker),
        () => byCompose(worker),
        say,
      ).finally(() => worker.close());
      const overMs = median(panelMs) - median(composeMs);
      return [
        {
          name: what,
          goal: `at most ${GOAL_MS} ms over Compose${besides === undefined ? "" : `, besides ${besides}`}`,
          panel: spread(panelMs, "ms", 0),
          yardstick: spread(composeMs, "ms", 0),
          result: `${overMs.toFixed(0)} ms over`,
          met: overMs <= GOAL_MS,
          runs,
          method,
          load,
        },
      ];
    },
  };
}

/** Both in turns: whoever goes first finds the machine as the other left it. The first of each warms what is cold. */
async function inTurns(
  rounds: number,
  byPanel: () => Promise<number>,
  byCompose: () => Promise<number>,
  say: (line: string) => void,
) {
  const [panelMs, composeMs]: [number[], number[]] = [[], []];
  await byPanel();
  await byCompose();
  for (let round = 1; round <= rounds; round += 1) {
    if (round % 2 === 0) panelMs.push(await byPanel());
    composeMs.push(await byCompose());
    if (round % 2 === 1) panelMs.push(await byPanel());
    say(`round ${round}: panel ${panelMs.at(-1)?.toFixed(0)} ms, compose ${composeMs.at(-1)?.toFixed(0)} ms`);
  }
  return { panelMs, composeMs };
}

/** From the request to the verdict, told by the stream as a page is. */
export async function deployByPanel(
  worker: WorkerUnderTest,
  stack: Saved,
): Promise<{ tookMs: number; job: JobView }> {
  const startedAt = performance.now();
  const job = await verdictOf(worker, await ask(worker, "deploy", stack));
  const tookMs = performance.now() - startedAt;
  return { tookMs, job: succeeded(job) };
}

async function verdictOf({ control }: WorkerUnderTest, { id }: JobView): Promise<JobView> {
  for await (const line of control.lines(routes["jobs.events"], { params: { job: id } })) {
    if (line.type === "job" && line.job.endedAt !== null) return line.job;
  }
  throw new Error("The stream ended before the job");
}

/** Compose's own program in a folder with the very files that the panel deploys. */
export async function withComposeOf<T>(
  worker: WorkerUnderTest,
  stack: Saved,
  work: (compose: (words: readonly string[]) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { composePath, socket } = worker.around;
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
    return await work(async (words) => {
      await run(composePath, ["--project-name", stack.name, ...words], { cwd: folder, env });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
