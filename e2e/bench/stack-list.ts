import { type Benchmark, loadNow, median, spread } from "@/e2e/bench/figure";
import { carryOut, createStack } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { routes } from "@/lib/api/contract/routes";

const STACKS = 20;
const PARALLEL = 2;
const RUNS = 40;
const GOAL = 2;

/** Twenty stacks of five containers: the panel's list against the engine's own. */
export const stackListBenchmark: Benchmark = {
  name: "list",
  async measure(say) {
    const worker = await WorkerUnderTest.open("bench");
    try {
      say(`deploys ${STACKS} stacks of five services`);
      await deployMany(worker);
      const load = loadNow();
      const [panelMs, engineMs]: [number[], number[]] = [[], []];
      for (let round = 0; round < RUNS + 5; round += 1) {
        const panel = await timed(() => worker.control.call(routes["stacks.list"], {}));
        const engine = await timed(() => worker.docker.listContainers({ all: true }));
        // The first ones warm both up.
        if (round < 5) continue;
        panelMs.push(panel);
        engineMs.push(engine);
      }
      const ratio = median(panelMs) / median(engineMs);
      const { length } = await worker.docker.listContainers({ all: true });
      return [
        {
          name: `List of ${STACKS} stacks, ${length} containers on the engine`,
          goal: `at most ${GOAL} × the engine's list call`,
          panel: spread(panelMs, "ms"),
          yardstick: spread(engineMs, "ms"),
          result: `${ratio.toFixed(2)} ×`,
          met: ratio <= GOAL,
          runs: RUNS,
          method:
            "`GET /v1/stacks` on the worker's socket, against `GET /containers/json?all=true` by dockerode, in turns.",
          load,
        },
      ];
    } finally {
      await worker.close();
    }
  },
};

async function deployMany(worker: WorkerUnderTest): Promise<void> {
  for (let count = 0; count < STACKS; count += PARALLEL) {
    const stacks = await Promise.all(
      Array.from({ length: PARALLEL }, () => createStack(worker, { checked: false })),
    );
    await Promise.all(stacks.map((stack) => carryOut(worker, "deploy", stack)));
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
