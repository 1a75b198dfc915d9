import { expect, it } from "vitest";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";

const YEAR_MS = 365 * 24 * 3_600_000;

/** Each look at it is somewhere else: hours and years, forwards and backwards. */
function wildClock(): () => Date {
  let looks = 0;
  return () => {
    looks += 1;
    return new Date(Date.parse("2026-03-01T10:00:00Z") + ((looks * 7919) % 13) * YEAR_MS - 6 * YEAR_MS);
  };
}

it("jobs keep their lease, and end once, under a wall clock that jumps by years", async () => {
  const world = new FakeWorld();
  await world.define();
  const worker = world.worker();
  worker.services.now = wildClock();
  worker.services.timings.leaseMs = 60;
  for (const verb of ["deploy", "restart", "stop", "start"] as const) {
    const { id } = await world.submit(worker, verb);
    const job = await world.ended(id);
    expect(job).toMatchObject({ state: "succeeded", error: null, fence: 1 });
  }
  expect(world.faults).toEqual([]);
  await worker.runner.stop();
});

it.each([
  ["back", -YEAR_MS],
  ["ahead", YEAR_MS],
])("a job is taken over at once when the clock went %s while no worker ran", async (_where, ms) => {
  const world = new FakeWorld();
  await world.define();
  let died = () => {};
  const death = new Promise<void>((resolve) => {
    died = resolve;
  });
  const first = world.worker("deploy/start/during-effect", died);
  void world.submit(first, "deploy").catch(() => {});
  await death;
  const second = world.worker();
  second.services.now = () => new Date(Date.now() + ms);
  await second.runner.recover();
  const [job] = await world.jobs.list({ limit: 1 });
  expect(await world.ended(job?.id ?? "")).toMatchObject({ state: "succeeded", fence: 2 });
  expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1 });
  await second.runner.stop();
});
