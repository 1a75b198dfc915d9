import { afterEach, expect, it, vi } from "vitest";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";

const MINUTE_MS = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

/** A Compose that has started everything and goes on waiting, until it is ended. */
function waitForEver({ compose }: FakeWorld): { aborted: boolean } {
  const up = compose.up.bind(compose);
  const seen = { aborted: false };
  compose.up = async (files, run) => {
    await up(files, run);
    run.onOutput(" Container shop-db-1  Waiting");
    await new Promise<void>((resolve) => run.signal.addEventListener("abort", () => resolve()));
    seen.aborted = true;
    throw new Error("ended");
  };
  return seen;
}

it("a Compose that waits without end is given up once nothing has changed for five minutes, with what it waited for", async () => {
  vi.useFakeTimers();
  const world = new FakeWorld();
  await world.define();
  world.engine.outcomes.set("web", { state: "running", health: "starting" });
  const hung = waitForEver(world);
  const worker = world.worker();
  Object.assign(worker.services.timings, { lookMs: 2000, leaseMs: 15_000 });
  const { id } = await world.submit(worker, "deploy");
  await vi.advanceTimersByTimeAsync(4 * MINUTE_MS);
  expect((await world.job(id)).endedAt).toBeNull();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(await world.job(id)).toMatchObject({
    state: "failed",
    error: {
      code: "deadline-passed",
      message:
        "Start containers made no progress for 5 minutes: web: starting: its health check has not passed yet",
      evidence: expect.arrayContaining([" Container shop-db-1  Waiting"]),
    },
  });
  expect(hung.aborted).toBe(true);
  await worker.runner.stop();
});
