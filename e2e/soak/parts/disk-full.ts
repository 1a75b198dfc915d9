import assert from "node:assert/strict";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { LoopDisk, loopDiskRefusal } from "@/e2e/soak/disks/loop-disk";
import { mount, unmount } from "@/e2e/soak/disks/mounts";
import { fill, makeRoom, SmallDisk } from "@/e2e/soak/disks/small-disk";
import { privateEngineRefusal } from "@/e2e/soak/engine/private-engine";
import { Ledger } from "@/e2e/soak/load/ledger";
import { Load } from "@/e2e/soak/load/load";
import { assertNothingLost } from "@/e2e/soak/load/nothing-lost";
import { assertWhole, containersOf } from "@/e2e/soak/panel/engine-facts";
import { FreshImages } from "@/e2e/soak/panel/fresh-images";
import { type OwnEngine, openWithOwnEngine } from "@/e2e/soak/panel/own-engine";
import { ask, carryOut, createStack, type Saved, saveSettings, untilEnded } from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { numbered, numberOf, type SoakPart } from "@/e2e/soak/soak-part";
import { routes } from "@/lib/api/contract/routes";
import { PanelError } from "@/lib/errors";

const TIMES = 20;
const DATA = "data folder";
const ENGINE = "engine's store";
const SCRATCH = "temporary and backup folder";
const DATA_MIB = 32;
const ENGINE_MIB = 640;
const SCRATCH_MIB = 4;
const MIB = 1024 ** 2;
const FULL_MS = 12_000;
const REFUSAL_MS = 60_000;
const RECOVERY_MS = 20_000;

type Place = { run(id: string): Promise<string>; close(): Promise<void> };

/** Each disk that the panel writes to, itself or by others, runs full at any moment, and has room again later. */
export const diskFullPart: SoakPart = {
  name: "disk-full",
  title: "Full disks",
  ids: [DATA, ENGINE, SCRATCH].flatMap((place) => numbered(place, TIMES)),
  tenth: [`${DATA} 01`, `${ENGINE} 02`, `${SCRATCH} 01`],
  refusal: async () => (await privateEngineRefusal()) ?? (await loopDiskRefusal()),
  async open() {
    const open = new Map<string, Place>();
    const placeOf = async (id: string): Promise<Place> => {
      const name = [DATA, ENGINE, SCRATCH].find((one) => id.startsWith(one)) ?? "";
      const found = open.get(name);
      if (found !== undefined) return found;
      const place = await (name === DATA ? openData() : name === ENGINE ? openEngine() : openScratch());
      open.set(name, place);
      return place;
    };
    return {
      run: async (id) => (await placeOf(id)).run(id),
      close: async () => {
        for (const place of open.values()) await place.close();
      },
    };
  },
};

async function openData(): Promise<Place> {
  const disk = await SmallDisk.create(DATA_MIB);
  const worker = await WorkerUnderTest.open("full", { data: join(disk.path, "data") });
  const ledger = new Ledger();
  const load = new Load(worker, ledger, ["disk-full"]);
  return {
    run: () => fullData(disk, worker, ledger, load),
    close: async () => {
      await worker.close();
      await disk.remove();
    },
  };
}

async function fullData(
  disk: SmallDisk,
  worker: WorkerUnderTest,
  ledger: Ledger,
  load: Load,
): Promise<string> {
  const refusedBefore = load.refused("disk-full");
  load.start({ definers: 2, deployers: 1 });
  let recoveredMs = 0;
  try {
    await sleep(200 + Math.random() * 2000);
    await fill(disk.path);
    // The log of the database has some room of its own, which lasts for a while.
    const fullMs = performance.now();
    while (load.refused("disk-full") === refusedBefore) {
      assert(performance.now() - fullMs < REFUSAL_MS, "nothing is refused: the disk is not full");
      await fill(disk.path);
      await sleep(20);
    }
    await sleep(Math.random() * 1500);
    // What is there is still shown.
    await worker.control.call(routes["stacks.list"], {});
    const size = ledger.size;
    await makeRoom(disk.path);
    const fromMs = performance.now();
    while (ledger.size === size) {
      assert(performance.now() - fromMs < RECOVERY_MS, "nothing can be saved although there is room");
      await sleep(20);
    }
    recoveredMs = Math.round(performance.now() - fromMs);
  } finally {
    await makeRoom(disk.path);
    await load.stop();
  }
  const refused = load.refused("disk-full") - refusedBefore;
  const { acknowledged, jobs } = await assertNothingLost(worker, ledger, ["disk-full"]);
  return `${refused} refused, 0 of ${acknowledged} acknowledged changes lost, 0 of ${jobs} jobs stuck, saved again after ${recoveredMs} ms`;
}

async function openEngine(): Promise<Place> {
  const disk = await LoopDisk.create(ENGINE_MIB);
  try {
    const { run, close } = await openWithOwnEngine("full", { store: join(disk.path, "store") }, (opened) =>
      prepareEngine(opened, disk),
    );
    return { run, close: () => close().finally(() => disk.remove()) };
  } catch (error) {
    await disk.remove();
    throw error;
  }
}

async function prepareEngine({ worker }: OwnEngine, disk: LoopDisk): Promise<Place["run"]> {
  const images = new FreshImages(worker);
  const stack = await createStack(worker);
  await carryOut(worker, "deploy", stack);
  return async (id) => {
    const words = `words of ${id}`;
    const image = await images.push([2 * MIB]);
    await saveSettings(worker, stack.id, { image, apiWords: words, databaseWords: words });
    const { id: job } = await ask(worker, "deploy", stack);
    await sleep((numberOf(id) / TIMES) * 3000);
    await fill(disk.path);
    // On a full disk the engine writes down no health check: such a deploy waits, and is to go on when there is room.
    await Promise.race([untilEnded(worker, job), sleep(FULL_MS)]).finally(() => makeRoom(disk.path));
    const verdict = await untilEnded(worker, job);
    const told = verdict.error?.code ?? "";
    if (verdict.state !== "succeeded") {
      assert.equal(told, "disk-full", `job ${verdict.number}: ${verdict.error?.message}`);
      await carryOut(worker, "deploy", stack);
    }
    const containers = await containersOf(worker.docker, stack);
    assertWhole(containers);
    assert(
      containers.every((one) => one.words === null || one.words === words),
      "another revision",
    );
    return `the deploy ${verdict.state} ${told}, as the engine shows; up when there was room`;
  };
}

async function openScratch(): Promise<Place> {
  const disk = await SmallDisk.create(SCRATCH_MIB);
  const worker = await WorkerUnderTest.open("full");
  const scratch = join(worker.data, "run", "scratch");
  await mkdir(scratch, { recursive: true });
  await mount(disk.path, scratch, ["--bind"]);
  const stack = await createStack(worker);
  await carryOut(worker, "deploy", stack);
  return {
    run: async (id) => {
      // From no room at all to room for most of it.
      await fill(disk.path, (numberOf(id) - 1) * 32 * 1024);
      const words = `words of ${id}`;
      await saveSettings(worker, stack.id, { apiWords: words, databaseWords: words });
      let deploy: string;
      const out = join(disk.path, `${numberOf(id)}.backup`);
      let backup: string;
      try {
        deploy = await deployed(worker, stack);
        const before = await readdir(disk.path);
        backup = await backUp(worker, out);
        if (backup !== "made") assert.deepEqual(await readdir(disk.path), before, "half a backup");
      } finally {
        await makeRoom(disk.path);
      }
      if (deploy !== "succeeded") await carryOut(worker, "deploy", stack);
      if (backup !== "made") assert.equal(await backUp(worker, out), "made");
      await rm(out);
      assertWhole(await containersOf(worker.docker, stack));
      return `deploy ${deploy}, backup ${backup}; both done when there was room`;
    },
    close: async () => {
      await unmount(scratch, "--lazy");
      await worker.close();
      await disk.remove();
    },
  };
}

/** Not begun, or ended, and told so by name; or done. */
async function deployed(worker: WorkerUnderTest, stack: Saved): Promise<"refused" | "failed" | "succeeded"> {
  try {
    const { state, error, number } = await untilEnded(worker, (await ask(worker, "deploy", stack)).id);
    if (state === "succeeded") return state;
    assert.equal(error?.code, "disk-full", `job ${number}: ${error?.message}`);
    return "failed";
  } catch (error) {
    if (error instanceof PanelError && error.code === "disk-full") return "refused";
    throw error;
  }
}

async function backUp({ control }: WorkerUnderTest, out: string): Promise<"made" | "refused"> {
  try {
    await control.call(routes["backup.create"], { body: { out, passphrase: "a passphrase for full disks" } });
    return "made";
  } catch (error) {
    if (error instanceof PanelError && error.code === "disk-full") return "refused";
    throw error;
  }
}
