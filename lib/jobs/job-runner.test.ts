import { describe, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import { runningAtVerdicts, startSlowly } from "@/lib/jobs/test-support/slow-starts";
import type { JobRecord } from "@/lib/ports/stores";

const DISK_FULL = new PanelError("disk-full", "The disk is full");
const DAMAGED = new PanelError("database-unusable", "The database is damaged");

async function defined(): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.define();
  return world;
}

/** As with a full disk: what is stored can be read, and nothing more is stored. Returns what ends it. */
function failWrites({ jobs }: FakeWorld): () => void {
  const names = ["claim", "renew", "saveSteps", "end", "appendOutput"] as const;
  const full = () => Promise.reject(DISK_FULL);
  for (const name of names) Object.defineProperty(jobs, name, { value: full, configurable: true });
  return () => {
    for (const name of names) Reflect.deleteProperty(jobs, name);
  };
}

function states({ steps }: JobRecord): string[] {
  return steps.map(({ id, state }) => `${id} ${state}`);
}

describe("jobs", () => {
  it("run one at a time for each stack: the others are told", async () => {
    const world = await defined();
    const worker = world.worker();
    const asked = await Promise.allSettled(Array.from({ length: 50 }, () => world.submit(worker, "deploy")));
    const told = asked.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(told).toEqual(Array.from({ length: 49 }, () => "stack-busy"));
    const [job] = asked.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(await world.ended(job?.id ?? "")).toMatchObject({ state: "succeeded" });
    expect(world.compose.mostAtOnce).toBe(1);
  });

  it("touch nothing when what is deployed is deployed again", async () => {
    const world = await defined();
    await world.run("deploy");
    const before = new Map(world.engine.containers);
    world.engine.log.length = 0;
    await world.run("deploy");
    // Compose runs one-shots again at every `up`, in the same container.
    expect(world.engine.log).toEqual(["start shop-task-1"]);
    expect([...world.engine.containers.keys()]).toEqual([...before.keys()]);
  });

  it("are shown with their verdict as soon as it is stored", async () => {
    const world = await defined();
    const worker = world.worker();
    const end = world.jobs.end.bind(world.jobs);
    const shown: (string | null)[] = [];
    world.jobs.end = async (...verdict) => {
      const written = await end(...verdict);
      const job = await worker.runner.find(verdict[0]);
      shown.push(worker.runner.view(job).endedAt, worker.runner.summary(job).state);
      return written;
    };
    const { id } = await world.submit(worker, "deploy");
    await world.ended(id);
    expect(shown).toEqual([expect.any(String), "succeeded"]);
  });

  it("fail with the probe's name when everything is healthy and does not work", async () => {
    const world = await defined();
    const worker = world.worker();
    worker.services.probes.http = async () => ({ status: 500, text: "no", headers: {} });
    const { id } = await world.submit(worker, "deploy");
    const job = await world.ended(id);
    expect(states(job)).toEqual(expect.arrayContaining(["health done", "probe failed"]));
    expect(job).toMatchObject({ state: "failed", error: { code: "probe-failed" } });
    expect(job.error?.message).toBe("The server greets: said no");
  });

  it("that lost their lease write nothing more and change nothing more", async () => {
    const world = await defined();
    const first = world.worker();
    world.engine.outcomes.set("web", { health: "starting" });
    const { id } = await world.submit(first, "deploy");
    await expect.poll(async () => states(await world.job(id))).toContain("health running");
    // Another worker takes the job while this one is asleep.
    const taken = await world.jobs.claim(id, "another", new Date(Date.now() + 60_000));
    expect(taken?.fence).toBe(2);
    world.engine.log.length = 0;
    const changes = world.engine.containers.size;
    await expect.poll(() => first.runner.activeOf(STACK.id), { timeout: 5000 }).toBeNull();
    expect(await world.job(id)).toMatchObject({ fence: 2, endedAt: null });
    expect(await world.jobs.end(id, 1, { state: "succeeded", error: null, steps: [] })).toBe(false);
    expect(world.engine.log).toEqual([]);
    expect(world.engine.containers.size).toBe(changes);
  });

  it("that fail in health name the service, keep the containers and say so in the rail", async () => {
    const world = await defined();
    world.engine.outcomes.set("web", { health: "unhealthy" });
    const job = await world.run("deploy");
    expect(job.error).toMatchObject({ code: "service-unhealthy", evidence: ["last words"] });
    expect(states(job).at(-1)).toBe("probe skipped");
    expect(await world.stacks.find(STACK.id)).toMatchObject({ deployedRevision: 1, wanted: "running" });
  });

  it("wait for an engine that is away for a moment, and fail with its name when it stays away", async () => {
    const world = await defined();
    const worker = world.worker();
    world.engine.outcomes.set("web", { health: "starting" });
    const { id } = await world.submit(worker, "deploy");
    await expect.poll(async () => states(await world.job(id))).toContain("health running");
    world.engine.silent = true;
    await expect
      .poll(async () => (await world.jobs.output(id, 0)).map(({ text }) => text).join())
      .toContain("waiting");
    world.engine.silent = false;
    for (const container of world.engine.containers.values()) {
      if (container.name === "shop-web-1")
        world.engine.containers.set(container.id, { ...container, health: "healthy" });
    }
    expect(await world.ended(id)).toMatchObject({ state: "succeeded" });

    world.engine.silent = true;
    expect((await world.run("stop")).error).toMatchObject({ code: "engine-unreachable" });
  });

  it("of a worker that stops stay unended, and the next one carries them on", async () => {
    const world = await defined();
    const worker = world.worker();
    world.engine.outcomes.set("web", { health: "starting" });
    const { id } = await world.submit(worker, "deploy");
    await expect.poll(async () => states(await world.job(id))).toContain("health running");
    await worker.runner.stop();
    expect((await world.job(id)).endedAt).toBeNull();
    world.engine.outcomes.delete("web");
    for (const container of world.engine.containers.values()) {
      if (container.name === "shop-web-1") await world.engine.startContainer(container.id);
    }
    await world.worker().runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "succeeded" });
  });

  it("get their verdict although the database could not be written for longer than the lease", async () => {
    const world = await defined();
    const worker = world.worker();
    world.engine.outcomes.set("web", { health: "starting" });
    const { id } = await world.submit(worker, "deploy");
    await expect.poll(async () => states(await world.job(id))).toContain("health running");
    const restore = failWrites(world);
    await expect.poll(() => worker.runner.activeOf(STACK.id)?.fence ?? null, { timeout: 8000 }).toBeNull();
    restore();
    for (const container of world.engine.containers.values()) {
      if (container.name === "shop-web-1")
        world.engine.containers.set(container.id, { ...container, health: "healthy" });
    }
    expect(await world.ended(id)).toMatchObject({ state: "succeeded" });
    await worker.runner.stop();
  }, 20_000);

  it.each([
    {
      where: "the deployed revision",
      fail({ stacks }: FakeWorld) {
        stacks.setDeployed = () => Promise.reject(DAMAGED);
      },
      code: "database-unusable",
    },
    {
      where: "the beginning of start",
      fail({ jobs }: FakeWorld) {
        jobs.saveSteps = async (_id, _fence, steps) => {
          if (steps.some(({ id, state }) => id === "start" && state === "running")) throw DISK_FULL;
          return true;
        };
      },
      code: "disk-full",
    },
  ])("that cannot store $where end after their Compose, not before", async ({ fail, code }) => {
    const world = await defined();
    startSlowly(world);
    fail(world);
    const running = runningAtVerdicts(world);
    const job = await world.run("deploy");
    expect(job).toMatchObject({ state: "failed", error: { code } });
    expect(states(job)).not.toContain("start running");
    expect(running).toEqual([0]);
  });

  it("that are submitted while earlier ones are recovered run once", async () => {
    const world = await defined();
    const worker = world.worker();
    const { unended } = world.jobs;
    let listed = () => {};
    const asked = new Promise<void>((resolve) => {
      listed = resolve;
    });
    world.jobs.unended = async () => {
      await asked;
      return unended.call(world.jobs);
    };
    const recovering = worker.runner.recover();
    const { id } = await world.submit(worker, "deploy");
    listed();
    await recovering;
    expect(await world.ended(id)).toMatchObject({ state: "succeeded", fence: 1 });
    await worker.runner.stop();
  });

  it("remove a stack that was never deployed without an engine", async () => {
    const world = await defined();
    world.engine.silent = true;
    expect(await world.run("remove")).toMatchObject({ state: "succeeded" });
    expect(await world.stacks.find(STACK.id)).toBeNull();
  });
});
