import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import {
  assertGone,
  assertNoLeftovers,
  assertWhole,
  type ContainerFacts,
  containersOf,
} from "@/e2e/soak/panel/engine-facts";
import { FreshImages } from "@/e2e/soak/panel/fresh-images";
import {
  ask,
  carryOut,
  createStack,
  jobsOf,
  type Saved,
  saveSettings,
  succeeded,
  untilEnded,
} from "@/e2e/soak/panel/stacks";
import { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";
import { type KillTry, killTenth, killTries, verbOf } from "@/e2e/soak/parts/kill-tries";
import type { SoakPart } from "@/e2e/soak/soak-part";
import { routes } from "@/lib/api/contract/routes";

const DEATH_TIMEOUT_MS = 120_000;

/** A real worker killed at every place of every verb, and started again: the job must come to a true end. */
export const killPart: SoakPart = {
  name: "kill",
  title: "A worker killed at each step",
  ids: killTries.map(({ id }) => id),
  tenth: killTenth,
  async open() {
    const worker = await WorkerUnderTest.open("kill");
    const images = new FreshImages(worker);
    return {
      run: async (id) => {
        const chosen = killTries.find((one) => one.id === id);
        if (chosen === undefined) throw new Error(`There is no try “${id}”`);
        try {
          return await killAndRecover(worker, images, chosen);
        } catch (error) {
          // It may still wait for its place to die at; the next try begins with a fresh one.
          await worker.kill();
          throw error;
        }
      },
      close: async () => {
        await worker.close();
        await images.remove();
      },
    };
  },
};

async function killAndRecover(
  worker: WorkerUnderTest,
  images: FreshImages,
  chosen: KillTry,
): Promise<string> {
  const { scenario } = chosen;
  if (!worker.isAlive()) await worker.start();
  const stack = await prepare(worker, images, chosen);
  const before = await recordOf(worker, stack, chosen.scenario);
  await die(worker, stack, chosen);
  const restartedAt = performance.now();
  await worker.start();
  const jobs = await jobsOf(worker, stack);
  const [newest] = jobs;
  // The last job before the killed one ended well: a new one is missing only if it was never acknowledged.
  assert(newest !== undefined && newest.verb === verbOf(scenario), "the job was lost");
  const job = succeeded(await untilEnded(worker, newest.id));
  const recoveryMs = Math.round(performance.now() - restartedAt);
  await assertVerdictIsTrue(worker, stack, chosen);
  assert.equal(
    (await jobsOf(worker, stack)).filter(({ endedAt }) => endedAt === null).length,
    0,
    "stuck jobs",
  );
  if (scenario !== "remove") {
    assert.deepEqual(await recordOf(worker, stack, scenario), before, "what had been acknowledged");
    await assertOperable(worker, stack, chosen);
  }
  return `job ${job.number} ${job.state}, ${recoveryMs} ms after the restart`;
}

/** A stack as it is before the verb, under a worker that nothing happens to. */
async function prepare(worker: WorkerUnderTest, images: FreshImages, chosen: KillTry): Promise<Saved> {
  const { scenario, kind, at } = chosen;
  if (kind === "directus") return prepareDirectus(worker, chosen);
  const mustPull = scenario === "create" && typeof at === "string" && at.includes("/pull/");
  if (scenario === "rollback") return prepareRollback(worker, images, at);
  const stack = await createStack(worker, mustPull ? { image: await images.push() } : {});
  if (scenario === "create") return stack;
  await carryOut(worker, "deploy", stack);
  if (scenario === "start") await carryOut(worker, "stop", stack);
  if (scenario === "update") {
    await saveSettings(worker, stack.id, {
      apiWords: "changed",
      databaseWords: "changed",
      image: await images.push(),
    });
  }
  return stack;
}

/** Two revisions were deployed; what the first one needs is on the engine only where the kill is not in its pull. */
async function prepareRollback(
  worker: WorkerUnderTest,
  images: FreshImages,
  at: KillTry["at"],
): Promise<Saved> {
  const image = await images.push();
  const stack = await createStack(worker, { image });
  await carryOut(worker, "deploy", stack);
  await saveSettings(worker, stack.id, {
    apiWords: "changed",
    databaseWords: "changed",
    image: "slipway-test/tiny:1",
  });
  await carryOut(worker, "deploy", stack);
  if (typeof at === "string" && at.includes("/pull/")) {
    await worker.docker.getImage(`${worker.around.registry}/${image}`).remove();
  }
  return stack;
}

async function prepareDirectus(worker: WorkerUnderTest, { scenario }: KillTry): Promise<Saved> {
  const stack = await createStack(worker, { database: "sqlite" }, "directus");
  if (scenario === "create") return stack;
  await carryOut(worker, "deploy", stack);
  if (scenario === "update") await saveSettings(worker, stack.id, { logLevel: "warn" });
  return stack;
}

/**
 * Revision and secrets: what the worker has said yes to. Whether a secret can still be made anew changes by the first
 * deploy alone.
 */
async function recordOf(worker: WorkerUnderTest, stack: Saved, scenario: KillTry["scenario"]) {
  const { control } = worker;
  const params = { stack: stack.id };
  const { revision, settings } = await control.call(routes["stacks.show"], { params });
  const { secrets } = await control.call(routes["stacks.secrets"], { params });
  if (scenario !== "create") return { revision, settings, secrets };
  return { revision, settings, secrets: secrets.map(({ fixed: _, ...kept }) => kept) };
}

/** Which one a deploy names; by itself it is the latest. */
function revisionOf(scenario: KillTry["scenario"]): number | undefined {
  return scenario === "rollback" ? 1 : undefined;
}

async function die(worker: WorkerUnderTest, stack: Saved, { scenario, at }: KillTry): Promise<void> {
  if (typeof at === "number") {
    await ask(worker, verbOf(scenario), stack, revisionOf(scenario));
    await sleep(at);
    await worker.kill();
    return;
  }
  await worker.stop();
  await worker.start({ SLIPWAY_FAIL_POINT: at });
  // At the earliest places the worker is gone before it can answer.
  await ask(worker, verbOf(scenario), stack, revisionOf(scenario)).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "worker-unreachable")) throw error;
  });
  const waiting = new AbortController();
  const dead = await Promise.race([
    worker.ended(),
    sleep(DEATH_TIMEOUT_MS, null, { signal: waiting.signal }).catch(() => null),
  ]);
  waiting.abort();
  assert.equal(dead, "signal SIGKILL", `the worker was to die at ${at}`);
}

/** What the job says is what the engine shows. */
async function assertVerdictIsTrue(worker: WorkerUnderTest, stack: Saved, chosen: KillTry): Promise<void> {
  if (chosen.scenario === "remove") {
    await assertGone(worker.docker, stack);
    const { stacks } = await worker.control.call(routes["stacks.list"], {});
    assert(!stacks.some(({ id }) => id === stack.id), "the stack is still listed");
    return;
  }
  const containers = await containersOf(worker.docker, stack);
  if (chosen.scenario === "stop") {
    assertNoLeftovers(containers);
    assert(!containers.some(({ state }) => state === "running"), "something still runs");
    return;
  }
  assertUp(containers, chosen);
  if (chosen.kind === "directus") return;
  const words = chosen.scenario === "update" ? "changed" : "hello";
  const wrong = containers.filter((container) => container.words !== null && container.words !== words);
  assert.deepEqual(wrong, [], "containers of another revision");
}

function assertUp(containers: readonly ContainerFacts[], { kind }: KillTry): void {
  if (kind === "five") {
    assertWhole(containers);
    return;
  }
  assertNoLeftovers(containers);
  assert.deepEqual(
    containers.map(({ service, state, health }) => `${service} ${state} ${health}`),
    ["directus running healthy"],
  );
}

/** The next deploy works, touches nothing that is there, and a removal leaves nothing. */
async function assertOperable(worker: WorkerUnderTest, stack: Saved, chosen: KillTry): Promise<void> {
  const before = await containersOf(worker.docker, stack);
  await carryOut(worker, "deploy", stack, revisionOf(chosen.scenario));
  const after = await containersOf(worker.docker, stack);
  assertUp(after, chosen);
  assert.deepEqual(
    after.map(({ id }) => id),
    before.map(({ id }) => id),
    "containers recreated by a deploy that changed nothing",
  );
  await carryOut(worker, "remove", stack);
  await assertGone(worker.docker, stack);
}
