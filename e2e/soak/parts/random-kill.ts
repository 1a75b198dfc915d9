import { setTimeout as sleep } from "node:timers/promises";
import { Ledger } from "@/e2e/soak/load/ledger";
import { Load } from "@/e2e/soak/load/load";
import { assertNothingLost } from "@/e2e/soak/load/nothing-lost";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, type SoakPart } from "@/e2e/soak/soak-part";

const ROUNDS = 50;
const KILLS_OF_A_ROUND = 20;
const LEAST_MS = 100;
const MOST_MS = 2200;
const PEOPLE = { definers: 2, deployers: 2 };

/** A worker that people work with is killed at any time, again and again; then the books are compared. */
export const randomKillPart: SoakPart = {
  name: "random-kill",
  title: `A worker killed at random under load, ${KILLS_OF_A_ROUND} times a round`,
  ids: numbered("round", ROUNDS),
  tenth: numbered("round", 1),
  async open() {
    const worker = await WorkerUnderTest.open("random");
    const ledger = new Ledger();
    const load = new Load(worker, ledger);
    return { run: () => round(worker, ledger, load), close: () => worker.close() };
  },
};

async function round(worker: WorkerUnderTest, ledger: Ledger, load: Load): Promise<string> {
  if (!worker.isAlive()) await worker.start();
  load.start(PEOPLE);
  let readyMs = 0;
  try {
    for (let kill = 1; kill <= KILLS_OF_A_ROUND; kill += 1) {
      await sleep(LEAST_MS + Math.random() * (MOST_MS - LEAST_MS));
      await worker.kill();
      const fromMs = performance.now();
      await worker.start();
      readyMs = Math.max(readyMs, performance.now() - fromMs);
    }
  } finally {
    await load.stop();
  }
  const { acknowledged, jobs, failedJobs, stacks } = await assertNothingLost(worker, ledger);
  return (
    `${KILLS_OF_A_ROUND} kills: 0 of ${acknowledged} acknowledged changes lost, 0 of ${jobs} jobs stuck ` +
    `(${failedJobs} given up and told so), ${stacks} stacks as recorded, ready again within ${Math.round(readyMs)} ms`
  );
}
