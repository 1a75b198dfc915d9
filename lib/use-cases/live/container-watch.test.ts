import { afterEach, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { FakeEngine, tick } from "@/lib/jobs/test-support/fake-engine";
import type { ContainerDetail } from "@/lib/ports/engine";
import { STACK_LABEL } from "@/lib/stacks/render-stack";
import { ContainerWatch } from "@/lib/use-cases/live/container-watch";

const LABELS = { [STACK_LABEL]: "5tack" };

/** Answers an inspection only when the test lets it. */
class SlowEngine extends FakeEngine {
  readonly waiting: (() => void)[] = [];
  slow = false;

  override async inspectContainer(id: string): Promise<ContainerDetail | null> {
    const seen = this.containers.get(id) ?? null;
    if (this.slow) await new Promise<void>((resolve) => this.waiting.push(resolve));
    return seen;
  }
}

const watches: ContainerWatch[] = [];
afterEach(async () => {
  for (const watch of watches.splice(0)) await watch.stop();
});

function watching(engine: FakeEngine, pingMs = 1000): ContainerWatch {
  const watch = new ContainerWatch(
    engine,
    () => new Date(),
    (error) => {
      throw error;
    },
    { reconnectMs: 1, reconnectMaxMs: 1, pingMs },
  );
  watches.push(watch);
  watch.start();
  return watch;
}

it("keeps a container that is made while the engine is asked for all", async () => {
  const engine = new SlowEngine();
  const { listContainers } = engine;
  let listed = () => {};
  engine.listContainers = async (filter) => {
    const found = await listContainers.call(engine, filter);
    await new Promise<void>((resolve) => {
      listed = resolve;
    });
    return found;
  };
  const watch = watching(engine);
  await tick();
  engine.create("shop-web-1", "web:1", LABELS);
  await expect.poll(() => watch.all().length).toBe(1);
  listed();
  await expect.poll(() => watch.sight().state).toBe("running");
  expect(watch.all().length).toBe(1);
});

it("forgets a container that goes while it is being looked at", async () => {
  const engine = new SlowEngine();
  const watch = watching(engine);
  const { id } = engine.create("shop-web-1", "web:1", LABELS);
  await expect.poll(() => watch.claimedBy("5tack").map((one) => one.state)).toEqual(["created"]);
  engine.slow = true;
  await engine.startContainer(id);
  await expect.poll(() => engine.waiting.length).toBe(1);
  await engine.removeContainer(id);
  await expect.poll(() => watch.all()).toEqual([]);
  engine.slow = false;
  for (const answer of engine.waiting) answer();
  await tick();
  expect(watch.all()).toEqual([]);
});

it("looks again at a container whose inspection was not answered, without losing the engine", async () => {
  const engine = new FakeEngine();
  const watch = watching(engine, 5);
  const { id } = engine.create("shop-web-1", "web:1", LABELS);
  await expect.poll(() => watch.claimedBy("5tack").map((one) => one.state)).toEqual(["created"]);
  const { inspectContainer } = engine;
  let unanswered = 2;
  engine.inspectContainer = async (of) => {
    unanswered -= 1;
    if (unanswered >= 0) throw new PanelError("engine-timeout", "The engine does not answer");
    return inspectContainer.call(engine, of);
  };
  await engine.startContainer(id);
  await expect.poll(() => watch.claimedBy("5tack").map((one) => one.state)).toEqual(["running"]);
  expect(unanswered).toBeLessThan(0);
  expect(watch.sight().state).toBe("running");
});
