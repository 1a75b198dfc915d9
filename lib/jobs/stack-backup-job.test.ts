import { describe, expect, it } from "vitest";
import { breakDown, cancel, deployed, endedAt, STOPPED, UP } from "@/lib/jobs/test-support/backed-up-world";
import { STACK } from "@/lib/jobs/test-support/fake-world";

describe("a backup of a stack's data", () => {
  it("stops what has the data, writes it down, and starts that again", async () => {
    const { world, log } = await deployed();
    const ended = await world.run("backup");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(log()).toEqual(["die shop-web-1", "start shop-web-1"]);
    expect(ended.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...["preflight done", "pause done", "archive done", "resume done", "health done", "probe done"],
    ]);
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list(STACK.id)).toMatchObject([
      { id: ended.id, revision: 1, version: "1", reason: "asked", verifiedAt: null, createdBy: "tester" },
    ]);
    expect(await world.backups.secrets(ended.id)).toEqual({ password: "correct-horse-battery" });
  });

  it("holds what is worth keeping, and not what the kind leaves out", async () => {
    const { world } = await deployed();
    const { id } = await world.run("backup");
    const file = Buffer.from(world.backupFiles.files.get(`${STACK.id}/${id}`) ?? "").toString();
    expect(file).toContain("one, two");
    expect(file).not.toMatch(/cache|tiny\.pid/);
    const [backup] = await world.backups.list();
    expect(backup?.volumes).toEqual([{ key: "data", sizeBytes: Buffer.byteLength(file), folder: "data" }]);
  });

  it("of a stopped stack starts nothing", async () => {
    const { world, log } = await deployed();
    await world.run("stop");
    const before = log().length;
    const ended = await world.run("backup");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(log().slice(before)).toEqual([]);
    expect(world.containers()).toEqual(STOPPED);
  });

  it("is refused before anything is stopped where there is no room, or no container", async () => {
    const { world, log } = await deployed();
    const worker = world.worker();
    worker.services.host.disk = async () => ({ totalBytes: 1e11, freeBytes: 1e6 });
    const { id } = await world.submit(worker, "backup");
    expect((await world.ended(id)).error).toMatchObject({ code: "disk-full" });
    await worker.runner.stop();
    expect(log()).toEqual([]);
    await world.run("down");
    expect((await world.run("backup")).error).toMatchObject({ code: "service-not-found" });
    expect(await world.backups.list()).toEqual([]);
  });

  it("that fails leaves no record, no file and nothing down", async () => {
    const { world } = await deployed();
    const ended = await endedAt(world, "archive/during-effect", "backup", {}, breakDown);
    expect(ended.error).toMatchObject({ code: "engine-error", evidence: ["Started again: web."] });
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list()).toEqual([]);
    expect(world.backupFiles.files.size).toBe(0);
  });

  it.each([
    ["preflight/begin", "Cancelled. Nothing was changed."],
    ["pause/after-effect", "Cancelled. Started again: web."],
    ["archive/during-effect", "Cancelled. Started again: web."],
  ])("that is cancelled at %s leaves nothing down", async (place, message) => {
    const { world } = await deployed();
    const ended = await endedAt(world, place, "backup", {}, cancel);
    expect(ended).toMatchObject({ state: "cancelled", error: { message } });
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list()).toEqual([]);
  });

  it("of a stack that was not well before is made, and waits for what was well alone", async () => {
    const { world } = await deployed();
    const web = [...world.engine.containers.values()].find(({ name }) => name === "shop-web-1");
    if (web !== undefined) world.engine.containers.set(web.id, { ...web, health: "unhealthy" });
    world.engine.outcomes.set("web", { health: "unhealthy" });
    const ended = await world.run("backup");
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(ended.steps.map(({ detail }) => detail)).toContain("Not all of it was well before");
    expect(await world.backups.list()).toHaveLength(1);
  });

  it("says that it was made where what is wrong came behind it", async () => {
    const { world } = await deployed();
    world.engine.outcomes.set("web", { health: "unhealthy" });
    const ended = await world.run("backup");
    expect(ended).toMatchObject({
      ...{ state: "failed", error: { code: "service-unhealthy" } },
    });
    expect(ended.error?.evidence?.[0]).toBe("The backup was made.");
    expect(await world.backups.list()).toHaveLength(1);
  });

  it.each([true, false])(
    "fails where a service is started while it is read, stopped again: %s",
    async (again) => {
      const { world } = await deployed();
      const web = [...world.engine.containers.values()].find(({ name }) => name === "shop-web-1");
      const ended = await endedAt(world, "archive/during-effect", "backup", {}, async () => {
        await world.engine.startContainer(web?.id ?? "");
        if (again) await world.engine.stopContainer(web?.id ?? "");
      });
      expect(ended.error).toMatchObject({
        ...{ code: "stack-busy", message: "web was started while its data is backed up" },
      });
      expect(await world.backups.list()).toEqual([]);
    },
  );

  it("fails where a second container has the volume, and runs", async () => {
    const { world } = await deployed();
    const second = world.engine.create("their-copy", "theirs", {}, [
      { volume: "shop_data", target: "/data", noCopy: true },
    ]);
    const ended = await endedAt(world, "archive/before-effect", "backup", {}, () =>
      world.engine.startContainer(second.id),
    );
    expect(ended.error).toMatchObject({ code: "stack-busy", message: expect.stringContaining("their-copy") });
  });
});
