import { expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

it("a deploy whose containers are there is recorded as soon as the disk has room", async () => {
  const world = new FakeWorld();
  await world.define();
  const { setDeployed } = world.stacks;
  let fullTimes = 2;
  world.stacks.setDeployed = async (...given) => {
    fullTimes -= 1;
    if (fullTimes >= 0) throw new PanelError("disk-full", "The disk is full");
    return setDeployed.apply(world.stacks, given);
  };
  expect(await world.run("deploy")).toMatchObject({ state: "succeeded", error: null });
  expect(fullTimes).toBeLessThan(0);
  expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1 });
});

it("a deploy that cannot be recorded for longer than its lease has no verdict, and is carried on", async () => {
  const world = new FakeWorld();
  await world.define();
  const worker = world.worker();
  // Half of it must be enough to come to the record.
  worker.services.timings.leaseMs = 600;
  const { setDeployed } = world.stacks;
  const { renew } = world.jobs;
  let full = true;
  const refuse = async (): Promise<never> => {
    throw new PanelError("disk-full", "The disk is full");
  };
  world.stacks.setDeployed = async (...given) => (full ? refuse() : setDeployed.apply(world.stacks, given));
  world.jobs.renew = async (...given) => (full ? refuse() : renew.apply(world.jobs, given));
  const { id } = await world.submit(worker, "deploy");
  await expect.poll(async () => (await world.job(id)).fence, { timeout: 5000 }).toBeGreaterThan(1);
  expect((await world.job(id)).endedAt).toBeNull();
  full = false;
  expect(await world.ended(id)).toMatchObject({ state: "succeeded", error: null });
  expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1 });
  await worker.runner.stop();
});
