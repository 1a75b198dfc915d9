import { expect, it, vi } from "vitest";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";

const LEASE_MS = 60;

/** @param asleep to be called where the worker sleeps past its lease, and another takes its job */
type Sleep = (world: FakeWorld, asleep: () => Promise<void>) => void;

async function begunAfterSleep(sleep: Sleep): Promise<string[]> {
  const world = new FakeWorld();
  await world.define();
  await world.run("deploy");
  await world.revise({ web: "tiny serve" });
  const worker = world.worker();
  worker.services.timings.leaseMs = LEASE_MS;
  let before: number | undefined;
  sleep(world, async () => {
    if (before !== undefined) return;
    before = world.compose.begun.length;
    const { id } = await job;
    expect(await world.jobs.claim(id, "another", new Date(Date.now() + 60_000))).not.toBeNull();
    sleepThrough(3 * LEASE_MS);
  });
  const job = world.submit(worker, "deploy");
  await expect.poll(() => before).toBeDefined();
  await new Promise((resolve) => setTimeout(resolve, 3 * LEASE_MS));
  expect(await world.job((await job).id)).toMatchObject({ fence: 2, endedAt: null });
  return world.compose.begun.slice(before);
}

it("a worker that slept while Compose read the project begins no run of it once its job was taken", async () => {
  const begun = await begunAfterSleep(({ compose }, asleep) => {
    const read = compose.configHashes.bind(compose);
    vi.spyOn(compose, "configHashes").mockImplementation(async (...args) => {
      const hashes = await read(...args);
      await asleep();
      return hashes;
    });
  });
  expect(begun).toEqual([]);
});

it("nor has Compose read the project when it slept while it looked at the containers", async () => {
  const begun = await begunAfterSleep(({ compose, engine }, asleep) => {
    const repair = compose.repair.bind(compose);
    vi.spyOn(compose, "repair").mockImplementation(async (...args) => {
      const repaired = await repair(...args);
      const inspect = engine.inspectContainer.bind(engine);
      vi.spyOn(engine, "inspectContainer").mockImplementation(async (id) => {
        const container = await inspect(id);
        await asleep();
        return container;
      });
      return repaired;
    });
  });
  expect(begun).toEqual([]);
});

/** As a stopped process does: no timer fires meanwhile. */
function sleepThrough(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}
