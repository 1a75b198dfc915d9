import { describe, expect, it } from "vitest";
import { FakeWorld } from "@/lib/jobs/test-support/fake-world";
import type { KnownFailure } from "@/lib/stacks/known-failure";
import { tinyKind } from "@/lib/use-cases/test-support/tiny-kind";

const LOOP = { state: "restarting", health: "none", exitCode: 1, restartCount: 3 } as const;
const FELL_ONCE = { ...LOOP, restartCount: 1 } as const;

const HALF_MADE: KnownFailure = {
  services: ["web"],
  says: /first start broke off at (\w+)/,
  reason: ([, place]) => `did not get through its first start: ${place}`,
  fix: "Remove its volume",
  final: true,
};

async function failedDeploy(outcome: typeof LOOP | typeof FELL_ONCE, words: string[], final = true) {
  const world = new FakeWorld();
  await world.define();
  world.engine.outcomes.set("web", outcome);
  world.engine.words = words;
  const worker = world.worker();
  const { final: _, ...waited } = HALF_MADE;
  const tiny = tinyKind("registry.test/tiny:1");
  const settings = { ...tiny.settings, greeting: { ...tiny.settings.greeting, variable: "GREETING" } };
  worker.services.kinds = { tiny: { ...tiny, settings, failures: [final ? HALF_MADE : waited] } };
  const { id } = await world.submit(worker, "deploy");
  return { world, worker, ended: () => world.ended(id), job: () => world.job(id) };
}

describe("a service that does not come up", () => {
  it("is named by the cause that its kind knows, with the line that tells in front", async () => {
    const chatter = Array.from({ length: 8 }, (_, index) => `at frame ${index}`);
    const words = ["first start broke off at roles", ...chatter];
    const { worker, ended } = await failedDeploy(LOOP, words, false);
    expect((await ended()).error).toMatchObject({
      code: "service-exited",
      message:
        "web did not get through its first start: roles (restarts in a loop: 3 times, last with exit code 1)",
      fix: "Remove its volume",
      evidence: [words[0], ...chatter.slice(-4)],
    });
    await worker.runner.stop();
  });

  it("is not waited for once it has said that another start is of no use", async () => {
    const { worker, ended } = await failedDeploy(FELL_ONCE, ["first start broke off at roles"]);
    expect((await ended()).error).toMatchObject({
      code: "service-exited",
      message: "web did not get through its first start: roles (exited with code 1 and is started again)",
    });
    await worker.runner.stop();
  });

  it("is waited for when it fell over for any other reason", async () => {
    const { worker, job } = await failedDeploy(FELL_ONCE, ["first start broke off at roles"], false);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await job()).endedAt).toBeNull();
    await worker.runner.stop();
  });

  it("is named by the variable that its log blames, and by what a person sets that with", async () => {
    const said = 'fatal: GREETING must be polite, and is "hello"';
    const { worker, ended } = await failedDeploy(LOOP, [said, "exiting"], false);
    expect((await ended()).error).toMatchObject({
      code: "service-exited",
      message: expect.stringContaining("web does not take its variable GREETING"),
      fix: "Change “Greeting” under Settings as the service's log asks, then deploy again",
      details: { field: "greeting" },
      evidence: [said, "exiting"],
    });
    await worker.runner.stop();
  });

  it("is named by a secret without a word of its value", async () => {
    const said = "invalid PASSWORD correct-horse-battery: too long";
    const { worker, ended } = await failedDeploy(LOOP, [said], false);
    const { error } = await ended();
    expect(error).toMatchObject({ fix: expect.stringContaining("“Password” under Keys") });
    expect(JSON.stringify(error)).not.toContain("correct-horse-battery");
    await worker.runner.stop();
  });

  it("is not said to be the variable's fault when that is only mentioned", async () => {
    const { worker, ended } = await failedDeploy(LOOP, ["GREETING is hello", "segmentation fault"], false);
    expect((await ended()).error).toMatchObject({
      message: "web restarts in a loop: 3 times, last with exit code 1",
    });
    await worker.runner.stop();
  });
});
