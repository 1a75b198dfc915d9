import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LoopDisk, loopDiskRefusal } from "@/e2e/soak/disks/loop-disk";
import { Ledger } from "@/e2e/soak/load/ledger";
import { Load } from "@/e2e/soak/load/load";
import { assertDatabaseWhole, assertNothingLost, lostOf } from "@/e2e/soak/load/nothing-lost";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, type SoakPart } from "@/e2e/soak/soak-part";
import type { Mutation } from "@/e2e/sweeps/mutant";

const ROUNDS = 20;
const CUTS_OF_A_ROUND = 10;
const DISK_MIB = 48;
const LEAST_MS = 100;
const MOST_MS = 1500;

/** The same cuts under a worker that syncs less must be seen to lose something: else they prove nothing. */
const CONTROL = "control with synchronous=NORMAL";
const MOST_CONTROL_CUTS = 40;
const NORMAL: Mutation = {
  file: "lib/adapters/database/connection.ts",
  from: '{ name: "synchronous", set: "FULL", shown: 2 }',
  to: '{ name: "synchronous", set: "NORMAL", shown: 1 }',
};

/** The power goes under a worker that people work with. */
export const powerCutPart: SoakPart = {
  name: "power-cut",
  title: `Power cuts under load, ${CUTS_OF_A_ROUND} a round`,
  ids: [CONTROL, ...numbered("round", ROUNDS)],
  tenth: [CONTROL, ...numbered("round", 1)],
  refusal: loopDiskRefusal,
  async open() {
    let panel: PanelOnDisk | undefined;
    return {
      run: async (id) => {
        if (id === CONTROL) return control();
        panel ??= await PanelOnDisk.open();
        try {
          return await panel.round();
        } catch (error) {
          // Whatever state it is in: the next round has one of its own.
          const broken = panel;
          panel = undefined;
          await broken.close();
          throw error;
        }
      },
      close: async () => panel?.close(),
    };
  },
};

/** A worker whose data folder lies on a disk that can lose its power. */
class PanelOnDisk {
  readonly #disk: LoopDisk;
  readonly #worker: WorkerUnderTest;
  readonly #ledger = new Ledger();
  readonly #load: Load;

  private constructor(disk: LoopDisk, worker: WorkerUnderTest) {
    this.#disk = disk;
    this.#worker = worker;
    this.#load = new Load(worker, this.#ledger);
  }

  static async open(mutation?: Mutation): Promise<PanelOnDisk> {
    const disk = await LoopDisk.create(DISK_MIB);
    try {
      const data = join(disk.path, "data");
      const worker = await WorkerUnderTest.open("power", { data, ...(mutation && { mutation }) });
      return new PanelOnDisk(disk, worker);
    } catch (error) {
      await disk.remove();
      throw error;
    }
  }

  async round(): Promise<string> {
    for (let cut = 1; cut <= CUTS_OF_A_ROUND; cut += 1) {
      assert.deepEqual(await this.cut(1), [], "acknowledged and lost");
    }
    const { acknowledged, jobs } = await assertNothingLost(this.#worker, this.#ledger);
    return `${CUTS_OF_A_ROUND} cuts: 0 of ${acknowledged} acknowledged changes lost, 0 of ${jobs} jobs stuck, database whole`;
  }

  /** One cut at any time of the work. @returns what was lost, in words */
  async cut(deployers: number): Promise<string[]> {
    this.#load.start({ definers: 2, deployers });
    try {
      await sleep(LEAST_MS + Math.random() * (MOST_MS - LEAST_MS));
      await this.#worker.freeze();
      await this.#disk.cutPower();
      await this.#worker.kill();
    } finally {
      await this.#load.stop();
    }
    await this.#disk.powerOn();
    assertDatabaseWhole(join(this.#worker.data, "slipway.db"));
    await this.#worker.start();
    return lostOf(this.#worker, this.#ledger);
  }

  async close(): Promise<void> {
    await this.#worker.close();
    await this.#disk.remove();
  }
}

async function control(): Promise<string> {
  const panel = await PanelOnDisk.open(NORMAL);
  try {
    for (let cut = 1; cut <= MOST_CONTROL_CUTS; cut += 1) {
      const lost = await panel.cut(0);
      if (lost.length > 0) return `${lost.length} acknowledged changes lost at cut ${cut}, as it must be`;
    }
    return assert.fail(
      `nothing was lost in ${MOST_CONTROL_CUTS} cuts: these cuts would not see a missing sync`,
    );
  } finally {
    await panel.close();
  }
}
