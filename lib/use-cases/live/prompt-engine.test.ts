import { expect, it } from "vitest";
import { FakeEngine } from "@/lib/jobs/test-support/fake-engine";
import { type EngineSight, NOT_YET_SEEN } from "@/lib/use-cases/live/engine-sight";
import { promptEngine } from "@/lib/use-cases/live/prompt-engine";

const RUNNING: EngineSight = { state: "running", reason: "", fix: null, observedAt: new Date(0) };
const SILENT: EngineSight = { ...RUNNING, state: "unreachable", reason: "It does not answer" };

function hungEngine(): FakeEngine {
  const engine = new FakeEngine();
  engine.listContainers = () => new Promise(() => {});
  engine.ping = () => new Promise(() => {});
  return engine;
}

async function waitedMs(sight: EngineSight): Promise<number> {
  const fromMs = performance.now();
  await expect(promptEngine(hungEngine(), () => sight).listContainers()).rejects.toMatchObject({
    code: "engine-timeout",
  });
  return performance.now() - fromMs;
}

it("gives up on an engine that hangs before a page has to", async () => {
  expect(await waitedMs(RUNNING)).toBeLessThan(1500);
});

it("waits for an engine that lives and is busy", async () => {
  const engine = new FakeEngine();
  engine.listContainers = () => new Promise((resolve) => setTimeout(() => resolve([]), 1600));
  expect(await promptEngine(engine, () => RUNNING).listContainers()).toEqual([]);
});

it("does not ask an engine that is known to be silent", async () => {
  const engine = new FakeEngine();
  let asked = 0;
  engine.listContainers = async () => {
    asked += 1;
    return [];
  };
  await expect(promptEngine(engine, () => SILENT).listContainers()).rejects.toMatchObject({
    code: "engine-timeout",
    message: SILENT.reason,
  });
  expect(asked).toBe(0);
});

it("gives an engine that was not looked at yet the time of one that runs", async () => {
  expect(await waitedMs(NOT_YET_SEEN)).toBeGreaterThan(1000);
});

it("passes on what an engine answers, and what it refuses", async () => {
  const engine = new FakeEngine();
  const { name } = engine.create("shop-web-1", "web:1", {});
  const prompt = promptEngine(engine, () => RUNNING);
  expect((await prompt.listContainers()).map((one) => one.name)).toEqual([name]);
  engine.listNetworks = () => Promise.reject(new Error("refused"));
  await expect(prompt.listNetworks()).rejects.toThrow("refused");
});
