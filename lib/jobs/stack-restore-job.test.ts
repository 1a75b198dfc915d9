import { describe, expect, it } from "vitest";
import { breakDown, cancel, changed, endedAt, kept, UP } from "@/lib/jobs/test-support/backed-up-world";
import { STACK } from "@/lib/jobs/test-support/fake-world";

describe("a restore", () => {
  it("puts back what the backup holds and nothing else, and what was there is backed up first", async () => {
    const { world, restore } = await changed();
    world.engine.contents.image.set("of-the-image", "x");
    const ended = await world.run("restore", restore());
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect(world.containers()).toEqual(UP);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ restoring: null, deployedRevision: 1 });
    expect(await world.backups.list()).toMatchObject([
      { id: ended.id, reason: "before-restore" },
      { reason: "asked", problem: null },
    ]);
    expect((await world.backups.list())[1]?.verifiedAt).not.toBeNull();
  });

  it("can be taken back by the backup that it made", async () => {
    const { world, restore } = await changed();
    const { id } = await world.run("restore", restore());
    const back = await world.run("restore", {
      backup: { id, createdAt: "2026-01-01T00:00:00Z", saveFirst: false },
    });
    expect(back).toMatchObject({ state: "succeeded", error: null });
    expect(kept(world)).toEqual({ orders: "three", later: "yes" });
    expect(await world.backups.list()).toHaveLength(2);
  });

  it("brings the secrets that go with the data, as a revision that is deployed", async () => {
    const { world, restore } = await changed();
    await world.revise({ web: "tiny serve" }, { password: "another-horse-battery" });
    expect((await world.run("deploy")).state).toBe("succeeded");
    const ended = await world.run("restore", restore());
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(await world.stacks.find(STACK.id)).toMatchObject({ revision: 3, deployedRevision: 3 });
    expect(await world.stacks.secrets(STACK.id, 3)).toEqual({ password: "correct-horse-battery" });
    expect((await world.stacks.revision(STACK.id, 3))?.settings).toMatchObject({ web: "tiny serve" });
    expect(world.webHash()).toContain("correct-horse-battery");
    expect(world.containers()).toEqual(UP);
  });

  it("leaves a stopped stack stopped", async () => {
    const { world, restore } = await changed();
    await world.run("stop");
    expect(await world.run("restore", restore())).toMatchObject({ state: "succeeded", error: null });
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect(world.containers()).toEqual(["shop-side-1 created", "shop-task-1 created", "shop-web-1 created"]);
    expect(await world.stacks.find(STACK.id)).toMatchObject({ wanted: "stopped" });
  });

  it("touches nothing for a file that was changed, and says so of it from then on", async () => {
    const { world, log, backup, restore } = await changed();
    const before = log().length;
    const file = world.backupFiles.files.get(`${STACK.id}/${backup.id}`);
    file?.fill(1, 1024 + 600, 1024 + 601);
    const { error } = await world.run("restore", restore());
    expect(error).toMatchObject({ code: "backup-damaged" });
    expect(log().slice(before)).toEqual([]);
    expect((await world.backups.list())[0]?.problem).not.toBeNull();
  });

  it("is refused where the backup is gone, or of another stack", async () => {
    const { world, log, backup } = await changed();
    const before = log().length;
    const other = { ...backup, id: "other", stackId: "else" };
    await world.backups.add(other, {});
    for (const id of ["gone", "other"]) {
      const { error } = await world.run("restore", {
        backup: { id, createdAt: "2026-01-01T00:00:00Z", saveFirst: true },
      });
      expect(error).toMatchObject({ code: "not-found" });
    }
    expect(log().slice(before)).toEqual([]);
  });

  it.each(["verify/begin", "pause/after-effect", "archive/before-effect"])(
    "that is cancelled at %s has changed nothing",
    async (place) => {
      const { world, restore } = await changed();
      const ended = await endedAt(world, place, "restore", restore(), cancel);
      expect(ended.state).toBe("cancelled");
      expect(world.containers()).toEqual(UP);
      expect(world.data.get("orders")).toBe("three");
      expect(await world.stacks.find(STACK.id)).toMatchObject({ restoring: null });
    },
  );

  it.each(["empty/during-effect", "fill/begin", "fill/during-effect", "revise/begin"])(
    "that fails at %s says that the data is not whole, and brings nothing up over it",
    async (place) => {
      const { world, restore } = await changed();
      const ended = await endedAt(world, place, "restore", restore(), breakDown);
      expect(ended.error).toMatchObject({
        code: "engine-error",
        evidence: [
          "Its data is not whole, so nothing of it is started. Restore again, or the backup that was made right before.",
        ],
      });
      expect(world.containers().filter((one) => one.endsWith("running"))).toEqual([]);
      expect((await world.stacks.find(STACK.id))?.restoring).not.toBeNull();
      const again = await world.run("restore", restore());
      expect(again).toMatchObject({ state: "succeeded", error: null });
      expect(again.steps.find(({ id }) => id === "archive")?.detail).toContain("nothing to keep");
      expect(kept(world)).toEqual({ orders: "one, two" });
      expect(world.containers()).toEqual(UP);
    },
  );

  it("that fails once the data is whole says that it is", async () => {
    const { world, restore } = await changed();
    const ended = await endedAt(world, "create/begin", "restore", restore(), breakDown);
    expect(ended.error).toMatchObject({
      evidence: ["Its data and secrets are the backup's. Deploy revision 1 to bring it up."],
    });
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect((await world.run("deploy")).state).toBe("succeeded");
  });

  it("cannot be cancelled once the volumes are being emptied", async () => {
    const { world, restore } = await changed();
    const refused: unknown[] = [];
    const ended = await endedAt(world, "empty/during-effect", "restore", restore(), (worker, id) =>
      cancel(worker, id).catch((error: unknown) => refused.push(error)),
    );
    expect(refused).toMatchObject([{ code: "stack-busy" }]);
    expect(ended.state).toBe("succeeded");
  });

  it("is not cancelled either by a cancel that was asked for right before, nor when it is carried on", async () => {
    const { world, restore } = await changed();
    const written = gate();
    const emptying = gate();
    const request = world.jobs.requestCancel.bind(world.jobs);
    world.jobs.requestCancel = async (...asked) => {
      const job = await request(...asked);
      written.open();
      await emptying.opened;
      return job;
    };
    const first = world.worker();
    const refused: unknown[] = [];
    let cancelling = Promise.resolve();
    let id = "";
    first.services.failPoints = async (name) => {
      if (name === "restore/archive/before-record") {
        cancelling = cancel(first, id).then(
          () => {},
          (error: unknown) => void refused.push(error),
        );
        await written.opened;
      }
      if (name !== "restore/empty/during-effect") return;
      emptying.open();
      await cancelling;
      first.die();
      await new Promise(() => {});
    };
    id = (await world.submit(first, "restore", restore())).id;
    await expect.poll(() => world.deaths).toBe(1);
    expect(refused).toMatchObject([{ code: "stack-busy" }]);
    const second = world.worker();
    await second.runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "succeeded", error: null });
    expect(kept(world)).toEqual({ orders: "one, two" });
    await second.runner.stop();
  });
});

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
