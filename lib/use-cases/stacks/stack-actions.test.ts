import { describe, expect, it } from "vitest";
import { STACK } from "@/lib/jobs/test-support/fake-world";
import { fakePanel } from "@/lib/use-cases/test-support/fake-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

async function deployed() {
  const { panel, world } = fakePanel();
  await world.define();
  await world.run("deploy");
  await panel.start();
  const params = { stack: STACK.id };
  const none = { query: undefined, body: undefined };
  const list = async () => (await panel.verbs["stacks.actions"]({ params, ...none }, TESTER)).actions;
  const act = (action: string, confirmName = "") =>
    panel.verbs["stacks.act"](
      { params: { ...params, action }, query: undefined, body: { confirmName } },
      TESTER,
    );
  // What the panel knows of containers comes with the first look at the engine.
  await expect.poll(async () => (await list())[0]?.state).toBe("due");
  return { panel, world, list, act };
}

describe("the actions of a stack", () => {
  it("are told with what they do, what is lost, and whether they are done", async () => {
    const { panel, list, act } = await deployed();
    expect(await list()).toEqual([
      {
        ...{ id: "tidy", title: "Tidy up", explanation: "Tidies up.", warning: null },
        ...{ beside: "Password", state: "due", reason: null },
      },
      {
        ...{ id: "wipe", title: "Wipe", explanation: "Wipes.", warning: "What was there is lost." },
        ...{ beside: null, state: "due", reason: null },
      },
    ]);
    const job = await act("tidy");
    expect(job).toMatchObject({ verb: "action", action: { id: "tidy", title: "Tidy up" } });
    expect(await untilEnded(panel, job)).toMatchObject({ state: "succeeded", error: null });
    expect(await list()).toMatchObject([{ id: "tidy", state: "done", reason: "tidy" }, { id: "wipe" }]);
    await panel.stop();
  });

  it("are on the record by who asked for them", async () => {
    const { panel, world, act } = await deployed();
    await untilEnded(panel, await act("tidy"));
    expect(world.jobs.audit.at(-1)).toEqual({ ...TESTER, what: "action tidy", target: "shop" });
    await panel.stop();
  });

  it("that lose data take the stack's name", async () => {
    const { panel, world, act } = await deployed();
    for (const typed of ["", "shpo"]) {
      await expect(act("wipe", typed)).rejects.toMatchObject({
        code: "confirmation-missing",
        details: { fix: "Type shop to go on. What was there is lost.", issues: [{ field: "confirmName" }] },
      });
    }
    expect(world.data.has("wiped")).toBe(false);
    expect(await untilEnded(panel, await act("wipe", "shop"))).toMatchObject({ state: "succeeded" });
    await panel.stop();
  });

  it("say why they cannot be done while the service is down", async () => {
    const { panel, world, list } = await deployed();
    await world.run("stop");
    await expect
      .poll(list)
      .toMatchObject([{ state: "unavailable", reason: "web does not run" }, { state: "unavailable" }]);
    await panel.stop();
  });

  it("are told by an engine that hangs, whatever was done, before a page has to wait", async () => {
    const { panel, world, list, act } = await deployed();
    await untilEnded(panel, await act("tidy"));
    world.engine.exec = () => new Promise(() => {});
    world.engine.ping = () => new Promise(() => {});
    const fromMs = performance.now();
    expect(await list()).toMatchObject([{ id: "tidy", state: "due" }, { id: "wipe" }]);
    expect(performance.now() - fromMs).toBeLessThan(1500);
    await panel.stop();
  });

  it("are refused by another name, and before the first deploy", async () => {
    const { panel, act } = await deployed();
    await expect(act("burn")).rejects.toMatchObject({
      code: "not-found",
      message: "shop has no action “burn”",
      details: { fix: "It has: tidy, wipe" },
    });
    await panel.stop();
    const fresh = fakePanel();
    await fresh.world.define();
    const params = { stack: STACK.id };
    const none = { query: undefined, body: undefined };
    expect(await fresh.panel.verbs["stacks.actions"]({ params, ...none }, TESTER)).toEqual({ actions: [] });
  });
});
