import { expect, it } from "vitest";
import { deployed, UP } from "@/lib/jobs/test-support/backed-up-world";
import { whileThereIsRoom } from "@/lib/jobs/while-there-is-room";

const MIB = 1024 ** 2;

async function* parts(count: number) {
  for (let at = 0; at < count; at += 1) yield new Uint8Array(MIB);
}

/** How many MiB are passed on, with so much left at each look in turn. */
async function passed(...freeMib: number[]): Promise<number> {
  const left = [...freeMib];
  const disk = async () => ({ totalBytes: 1e12, freeBytes: (left.shift() ?? 1000) * MIB });
  let count = 0;
  try {
    for await (const part of whileThereIsRoom(parts(64), { disk }, "/data")) count += part.length / MIB;
  } catch (error) {
    expect(error).toMatchObject({ code: "disk-full", message: expect.stringContaining("/data") });
  }
  return count;
}

it("ends what is written before the disk is full, and looks every some MiB", async () => {
  expect(await passed()).toBe(64);
  expect(await passed(256, 256, 256, 256)).toBe(64);
  expect(await passed(300, 255)).toBe(32);
});

it("ends a backup that grows beyond its room, with no file and nothing down", async () => {
  const { world } = await deployed();
  world.data.set("orders", "x".repeat(17 * MIB));
  const worker = world.worker();
  let looks = 0;
  worker.services.host.disk = async () => {
    looks += 1;
    return { totalBytes: 1e12, freeBytes: looks === 1 ? 1e11 : 255 * MIB };
  };
  const { id } = await world.submit(worker, "backup");
  expect((await world.ended(id)).error).toMatchObject({ code: "disk-full" });
  await worker.runner.stop();
  expect(world.backupFiles.files.size).toBe(0);
  expect(world.containers()).toEqual(UP);
});
