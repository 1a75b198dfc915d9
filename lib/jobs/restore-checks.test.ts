import { describe, expect, it } from "vitest";
import { changed, kept } from "@/lib/jobs/test-support/backed-up-world";
import { STACK } from "@/lib/jobs/test-support/fake-world";

const RESERVE = 256 * 1024 ** 2;
/** As the engine measures each volume in these tests. */
const MEASURED = 1024;
const PLENTY = 1e11;

describe("room for the data that a restore puts in", () => {
  /** Restores with so much free on the engine's disk; everywhere else as well, or there is plenty elsewhere. */
  async function restored(more: number, { saveFirst = false, oneDisk = false } = {}) {
    const { world, log, backup, restore } = await changed();
    const bytes = backup.volumes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const before = log().length;
    const worker = world.worker();
    worker.services.host.disk = async (folder) => ({
      totalBytes: PLENTY,
      freeBytes: oneDisk || folder === "/var/lib/docker" ? RESERVE + bytes - MEASURED + more : PLENTY,
    });
    const { id } = await world.submit(worker, "restore", restore(saveFirst));
    const ended = await world.ended(id);
    await worker.runner.stop();
    return { world, ended, log: () => log().slice(before) };
  }

  it("is asked for before anything is touched", async () => {
    const { world, ended, log } = await restored(-1);
    expect(ended.error).toMatchObject({ code: "disk-full" });
    expect(log()).toEqual([]);
    expect(kept(world)).toMatchObject({ orders: "three" });
    expect(await world.stacks.find(STACK.id)).toMatchObject({ restoring: null });
  });

  it("counts the volumes that go", async () => {
    expect((await restored(0)).ended).toMatchObject({ state: "succeeded", error: null });
  });

  it("leaves some for the backup before it, where both lie on one disk", async () => {
    const one = { saveFirst: true, oneDisk: true };
    expect((await restored(MEASURED - 1, one)).ended.error).toMatchObject({ code: "disk-full" });
    expect((await restored(MEASURED, one)).ended).toMatchObject({ state: "succeeded", error: null });
    expect((await restored(0, { saveFirst: true })).ended).toMatchObject({ state: "succeeded" });
  });
});
