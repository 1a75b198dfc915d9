import { afterEach, expect, it, vi } from "vitest";
import { PanelError } from "@/lib/errors";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";

afterEach(() => {
  vi.useRealTimers();
});

it("says of each try of a pull that failed what the engine said, and goes on when the next one works", async () => {
  vi.useFakeTimers();
  const world = new FakeWorld();
  await world.define();
  const pull = world.engine.pullImage.bind(world.engine);
  const said = ["dial tcp 192.0.2.9:5000: connect: connection refused", "unexpected EOF"];
  const left = [...said];
  world.engine.pullImage = async (image, how) => {
    const cause = left.shift();
    if (cause === undefined) return pull(image, how);
    throw new PanelError("image-pull-failed", `The pull of ${image} broke off`, { evidence: [cause] });
  };
  const worker = world.worker();
  const { id } = await world.submit(worker, "deploy");
  await vi.advanceTimersByTimeAsync(20_000);
  expect((await world.job(id)).state).toBe("succeeded");
  const lines = await world.jobs.output(id, 0);
  expect(lines.filter(({ step }) => step === "pull").map(({ text }) => text)).toEqual(
    expect.arrayContaining(said.map((cause, index) => `Try ${index + 1} of 3 failed: ${cause}`)),
  );
  await worker.runner.stop();
});
