import { describe, expect, it } from "vitest";
import { failPointNames } from "@/lib/jobs/fail-points";
import { STEPS_OF_VERB } from "@/lib/jobs/steps-of-verb";
import { changed, deployed, kept, killedAt, UP } from "@/lib/jobs/test-support/backed-up-world";
import { STACK } from "@/lib/jobs/test-support/fake-world";

describe("a worker that is killed", () => {
  const points = failPointNames(STEPS_OF_VERB);
  const of = (verb: string) =>
    points.filter((point) => point.startsWith(`${verb}/`) || point.startsWith("job/"));

  it.each(of("backup"))("at %s of a backup leaves a job that is carried on", async (point) => {
    const { world } = await deployed();
    const ended = await killedAt(world, [point], "backup", {});
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    expect(world.deaths).toBe(1);
    expect(world.containers()).toEqual(UP);
    expect(await world.backups.list()).toHaveLength(1);
    expect(world.data.get("orders")).toBe("one, two");
  });

  it.each(["backup/archive/before-record", "backup/resume/after-effect", "backup/probe/begin"])(
    "at %s, once the backup is written, stops nothing again",
    async (point) => {
      const { world, log } = await deployed();
      expect(await killedAt(world, [point], "backup", {})).toMatchObject({ state: "succeeded", error: null });
      expect(log()).toEqual(["die shop-web-1", "start shop-web-1"]);
    },
  );

  it("once the restored stack is up does not take back what was written since", async () => {
    const { world, restore } = await changed();
    const first = world.worker("restore/probe/begin", () => world.data.set("since", "yes"));
    const { id } = await world.submit(first, "restore", restore());
    await expect.poll(() => world.deaths).toBe(1);
    const second = world.worker();
    await second.runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "succeeded", error: null });
    await second.runner.stop();
    expect(kept(world)).toEqual({ orders: "one, two", since: "yes" });
  });

  it.each(of("restore"))("at %s of a restore leaves a job that is carried on", async (point) => {
    const { world, restore } = await changed();
    await world.revise({}, { password: "another-horse-battery" });
    expect((await world.run("deploy")).state).toBe("succeeded");
    world.data.clear();
    world.data.set("orders", "three");
    const ended = await killedAt(world, [point], "restore", restore());
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    // Images are there: nothing is pulled.
    expect(world.deaths).toBe(/pull\/(before|during|after)-effect/.test(point) ? 0 : 1);
    expect(kept(world)).toEqual({ orders: "one, two" });
    expect(world.containers()).toEqual(UP);
    expect(await world.stacks.find(STACK.id)).toMatchObject({
      restoring: null,
      revision: 3,
      deployedRevision: 3,
    });
    const [saved] = await world.backups.list();
    expect(saved).toMatchObject({ id: ended.id, reason: "before-restore" });
    const file = world.backupFiles.files.get(`${STACK.id}/${saved?.id}`);
    expect(Buffer.from(file ?? "").toString()).toContain("three");
  });
});
