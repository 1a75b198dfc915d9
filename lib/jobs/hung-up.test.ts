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

async function deployInto(world: FakeWorld) {
  const worker = world.worker();
  Object.assign(worker.services.timings, { lookMs: 2000, leaseMs: 15_000 });
  const { id } = await world.submit(worker, "deploy");
  return { worker, job: () => world.job(id) };
}

it("a Compose that waits without end is given up once nothing has changed for five minutes, with what it waited for", async () => {
  vi.useFakeTimers();
  const world = new FakeWorld();
  await world.define();
  const checks = [{ at: "", exitCode: 1, output: "wget: Connection refused\n" }];
  world.engine.outcomes.set("web", { state: "running", health: "starting", checks });
  const hung = waitForEver(world);
  const { worker, job } = await deployInto(world);
  await vi.advanceTimersByTimeAsync(4 * MINUTE_MS);
  expect((await job()).endedAt).toBeNull();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(await job()).toMatchObject({
    state: "failed",
    error: {
      code: "deadline-passed",
      message:
        "Start containers made no progress for 5 minutes: web: starting: its health check has not passed yet",
      fix: expect.stringContaining("restart it once the cause is gone"),
      evidence: expect.arrayContaining(["wget: Connection refused"]),
    },
  });
  expect(hung.aborted).toBe(true);
  await worker.runner.stop();
});

it("a Compose that hangs although every service is up shows its last lines", async () => {
  vi.useFakeTimers();
  const world = new FakeWorld();
  await world.define();
  waitForEver(world);
  const { worker, job } = await deployInto(world);
  await vi.advanceTimersByTimeAsync(6 * MINUTE_MS);
  expect((await job()).error).toMatchObject({
    code: "deadline-passed",
    message: "Start containers made no progress for 5 minutes",
    evidence: expect.arrayContaining([" Container shop-db-1  Waiting"]),
  });
  await worker.runner.stop();
});

it.each([
  [1024, "disk-full", "and the disk is full", "Free space on the disk"],
  [9e10, "service-exited", "exited with code 1", "log"],
])("a service that ends with %i bytes free is told as %s", async (freeBytes, code, why, fix) => {
  const world = new FakeWorld();
  await world.define();
  world.engine.outcomes.set("web", { state: "exited", health: "none", exitCode: 1 });
  const worker = world.worker();
  // Room enough when the deploy begins.
  let looks = 0;
  worker.services.host.disk = async () => {
    looks += 1;
    return { totalBytes: 1e11, freeBytes: looks === 1 ? 9e10 : freeBytes };
  };
  const { id } = await world.submit(worker, "deploy");
  expect((await world.ended(id)).error).toMatchObject({
    code,
    message: expect.stringContaining(why),
    fix: expect.stringContaining(fix),
  });
  await worker.runner.stop();
});
