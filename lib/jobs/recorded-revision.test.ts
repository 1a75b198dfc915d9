import { describe, expect, it } from "vitest";
import { PanelError } from "@/lib/errors";
import { FakeWorld, STACK } from "@/lib/jobs/test-support/fake-world";
import type { JobRecord } from "@/lib/ports/stores";

const CLAIMS = 6;

/** A deploy whose workers all end, each at its own place, until the last one gives it up. */
async function givenUp(
  world: FakeWorld,
  places: readonly string[],
  first = world.worker(places[0]),
): Promise<JobRecord> {
  const placeOf = (round: number) => places[round] ?? places.at(-1) ?? null;
  const { id } = await world.submit(first, "deploy");
  for (let round = 1; round <= CLAIMS; round += 1) {
    await expect.poll(async () => (await world.job(id)).fence).toBe(round);
    // Claimed is not yet come to its place.
    await expect.poll(() => world.deaths).toBe(round);
    if (round === CLAIMS - 1) break;
    await world.worker(placeOf(round)).runner.recover();
  }
  await world.worker().runner.recover();
  const ended = await world.ended(id);
  expect(ended).toMatchObject({ state: "failed", fence: CLAIMS, error: { code: "job-interrupted" } });
  expect(world.compose.running).toBe(0);
  expect(world.faults).toEqual([]);
  return ended;
}

async function deployed(change: Record<string, string>): Promise<FakeWorld> {
  const world = new FakeWorld();
  await world.define();
  await world.run("deploy");
  await world.revise(change);
  return world;
}

async function deployedRevision(world: FakeWorld): Promise<number | null | undefined> {
  return (await world.stacks.find(STACK.id))?.deployedRevision;
}

describe("a deploy that was interrupted again and again", () => {
  it("before it changed anything leaves the record as it was", async () => {
    const world = await deployed({ web: "tiny serve" });
    const { error } = await givenUp(world, ["deploy/create/before-effect"]);
    expect(error).not.toHaveProperty("evidence");
    expect(await deployedRevision(world)).toBe(1);
  });

  it("after all of its containers were made is recorded as deployed", async () => {
    const world = await deployed({ web: "tiny serve" });
    const { error } = await givenUp(world, ["deploy/create/after-effect"]);
    expect(error).toMatchObject({ evidence: ["Its containers are those of revision 2 by now."] });
    expect(await deployedRevision(world)).toBe(2);
    expect(await world.run("restart")).toMatchObject({ state: "succeeded", revision: 2 });
  });

  it("is recorded so too when only its first run had come that far", async () => {
    const world = await deployed({ web: "tiny serve" });
    await givenUp(world, ["deploy/create/after-effect", "deploy/render/begin"]);
    expect(await deployedRevision(world)).toBe(2);
  });

  it("among its containers says how many there are, and a start makes the rest", async () => {
    const world = await deployed({ web: "tiny serve", task: "tiny task" });
    const before = world.webHash();
    const first = world.worker();
    let made = 0;
    const stop = world.engine.listen(({ action }) => {
      if (action !== "create") return;
      made += 1;
      if (made === 2) first.die();
    });
    const { error } = await givenUp(world, ["deploy/render/begin"], first);
    stop();
    expect(error).toMatchObject({
      evidence: ["Of 3 containers 2 are of revision 2 and the rest older or missing: deploy again."],
    });
    expect(await deployedRevision(world)).toBe(2);
    expect(await world.run("start")).toMatchObject({ state: "succeeded", revision: 2 });
    expect(world.webHash()).not.toBe(before);
    expect(world.containers()).toEqual(["shop-side-1 running", "shop-task-1 exited", "shop-web-1 running"]);
  });

  it("while the engine is away says that nobody could look", async () => {
    const world = await deployed({ web: "tiny serve" });
    const { id } = await world.submit(world.worker("deploy/create/after-effect"), "deploy");
    await expect.poll(() => world.deaths).toBe(1);
    for (let claim = 2; claim < CLAIMS; claim += 1) await world.jobs.claim(id, "another", new Date());
    world.engine.silent = true;
    await world.worker().runner.recover();
    const { error } = await world.ended(id);
    expect(error?.evidence?.[0]).toContain("could not be found out: Nobody answers");
    expect(await deployedRevision(world)).toBe(1);
  });
});

describe("a deploy that failed in its second run", () => {
  it("records what its first run had made", async () => {
    const world = await deployed({ web: "tiny serve" });
    const { id } = await world.submit(world.worker("deploy/create/after-effect"), "deploy");
    await expect.poll(() => world.deaths).toBe(1);
    const worker = world.worker();
    worker.services.host.disk = async () => ({ totalBytes: 100, freeBytes: 0 });
    await worker.runner.recover();
    expect(await world.ended(id)).toMatchObject({ state: "failed" });
    expect(await deployedRevision(world)).toBe(2);
  });
});

/** Compose makes the first changed container, and then ends with an error of five lines. */
function breakAfterFirst(world: FakeWorld): void {
  const up = world.compose.up.bind(world.compose);
  world.compose.up = async (files, run) => {
    const cut = new AbortController();
    let made = 0;
    const stop = world.engine.listen(({ action }) => {
      if (action !== "create") return;
      made += 1;
      if (made === 2) cut.abort();
    });
    await up(files, { ...run, signal: cut.signal }).catch(() => {});
    stop();
    throw new PanelError("compose-failed", "it broke", { evidence: ["1", "2", "3", "4", "the cause"] });
  };
}

describe("an update whose containers Compose could not make", () => {
  const MIXED = "Of 3 containers 2 are of revision 2 and the rest older or missing: deploy again.";

  it("says how far it came, and keeps the lines that say why", async () => {
    const world = await deployed({ web: "tiny serve", task: "tiny task" });
    breakAfterFirst(world);
    const { error } = await world.run("deploy");
    expect(error).toMatchObject({ code: "compose-failed", evidence: [MIXED, "2", "3", "4", "the cause"] });
    expect(await deployedRevision(world)).toBe(2);
  });

  it("says so as well when the worker ended between the record and the verdict", async () => {
    const world = await deployed({ web: "tiny serve", task: "tiny task" });
    breakAfterFirst(world);
    const { id } = await world.submit(world.worker("job/before-end"), "deploy");
    await expect.poll(() => world.deaths).toBe(1);
    expect(await deployedRevision(world)).toBe(2);
    const worker = world.worker();
    worker.services.host.disk = async () => ({ totalBytes: 100, freeBytes: 0 });
    await worker.runner.recover();
    const { error } = await world.ended(id);
    expect(error).toMatchObject({ code: "disk-full" });
    expect(error?.evidence?.[0]).toBe(MIXED);
  });

  it("leaves the revision before on record, also when what runs crashes and comes back meanwhile", async () => {
    const world = await deployed({ web: "tiny serve" });
    world.compose.up = async () => {
      const [container] = world.engine.containers.keys();
      await world.engine.restartContainer(container ?? "");
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw new PanelError("compose-failed", "no space left on device");
    };
    expect(await world.run("deploy")).toMatchObject({ state: "failed", error: { code: "compose-failed" } });
    expect(await deployedRevision(world)).toBe(1);
  });

  it("leaves the revision before on record", async () => {
    const world = await deployed({ web: "tiny serve" });
    world.compose.up = async () => {
      throw new PanelError("compose-failed", "no space left on device");
    };
    expect(await world.run("deploy")).toMatchObject({ state: "failed", error: { code: "compose-failed" } });
    expect(await deployedRevision(world)).toBe(1);
  });
});
