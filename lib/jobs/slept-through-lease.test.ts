import { expect, it, vi } from "vitest";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";

const LEASE_MS = 60;

it("a worker that slept while it read the project begins no run of Compose once its job was taken", async () => {
  const world = new FakeWorld();
  await world.define();
  await world.run("deploy");
  await world.revise({ web: "tiny serve" });
  const worker = world.worker();
  worker.services.timings.leaseMs = LEASE_MS;
  const up = vi.spyOn(world.compose, "up");
  const read = world.compose.configHashes.bind(world.compose);
  let taken = false;
  vi.spyOn(world.compose, "configHashes").mockImplementation(async (files) => {
    const hashes = await read(files);
    const { id } = await job;
    const later = new Date(Date.now() + 60_000);
    taken = (await world.jobs.claim(id, "another", later)) !== null;
    sleepThrough(3 * LEASE_MS);
    return hashes;
  });
  const job = world.submit(worker, "deploy");
  await expect.poll(() => taken).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 3 * LEASE_MS));
  expect(up).not.toHaveBeenCalled();
  expect(await world.job((await job).id)).toMatchObject({ fence: 2, endedAt: null });
});

/** As a stopped process does: no timer fires meanwhile. */
function sleepThrough(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}
