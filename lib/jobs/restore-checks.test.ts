import { describe, expect, it } from "vitest";
import { changed, deployed, endedAt, kept, UP } from "@/lib/jobs/test-support/backed-up-world";
import { type FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

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

describe("what is not the stack's", () => {
  it("is no volume that a restore pours its data over", async () => {
    const { world, log, restore } = await changed();
    world.engine.volumes.set("shop_data", { name: "shop_data", labels: {}, sizeBytes: null });
    const before = log().length;
    const { error } = await world.run("restore", restore(false));
    expect(error).toMatchObject({ code: "name-taken", message: expect.stringContaining("shop_data") });
    expect(log().slice(before)).toEqual([]);
    expect(kept(world)).toEqual({ orders: "three", "cache/page": "old", "tiny.pid": "1", later: "yes" });
  });

  it("is found as well where it came in between", async () => {
    const { world, restore } = await changed();
    const ended = await endedAt(world, "archive/before-record", "restore", restore(), async () => {
      world.engine.volumes.set("shop_data", { name: "shop_data", labels: {}, sizeBytes: null });
    });
    expect(ended.error).toMatchObject({ code: "name-taken" });
    expect(world.containers()).toEqual(UP);
    expect(world.data.get("orders")).toBe("three");
  });

  it.each(["running", "exited"] as const)(
    "keeps a restore from its start where it has the volume, %s",
    async (state) => {
      const { world, log, restore } = await changed();
      stranger(world, state);
      const before = log().length;
      const { error } = await world.run("restore", restore());
      expect(error).toMatchObject({ code: "stack-busy", message: expect.stringMatching(/^their-copy uses/) });
      expect(log().slice(before)).toEqual([]);
      expect(await world.stacks.find(STACK.id)).toMatchObject({ restoring: null });
    },
  );

  it("keeps a backup from its start while it runs", async () => {
    const { world } = await deployed();
    const theirs = stranger(world, "running");
    const before = world.engine.log.length;
    expect((await world.run("backup")).error).toMatchObject({ code: "stack-busy" });
    expect(world.engine.log.slice(before)).toEqual([]);
    await world.engine.stopContainer(theirs.id);
    expect((await world.run("backup")).state).toBe("succeeded");
  });
});

/** A container that somebody else made, with the stack's volume. */
function stranger({ engine }: FakeWorld, state: "running" | "exited") {
  const made = engine.create("their-copy", "theirs", {}, [
    { volume: "shop_data", target: "/data", noCopy: true },
  ]);
  engine.containers.set(made.id, { ...made, state });
  return made;
}
