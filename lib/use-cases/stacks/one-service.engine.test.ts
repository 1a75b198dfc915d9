import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobView } from "@/lib/api/contract/job-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { loadDefinition } from "@/lib/jobs/definition";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

type RealPanel = Awaited<ReturnType<typeof realPanel>>;

const none = { params: undefined, query: undefined, body: undefined };

let at: RealPanel;
let name: string;
beforeAll(async () => {
  at = await realPanel("one");
  name = `${at.run}-shop`;
  const body = { kind: "tiny", name, settings: {}, access: { mode: "private" as const }, secrets: {} };
  await at.panel.verbs["stacks.create"]({ ...none, body }, TESTER);
  const deploy = await at.panel.verbs["stacks.deploy"](
    { ...none, params: { stack: name }, body: {} },
    TESTER,
  );
  await succeeded(deploy);
});
afterAll(async () => {
  await at.close();
});

async function succeeded(job: JobView): Promise<JobView> {
  const ended = await untilEnded(at.panel, job);
  expect(ended).toMatchObject({ state: "succeeded", error: null });
  return ended;
}

async function show(): Promise<StackDetailView> {
  return at.panel.verbs["stacks.show"]({ ...none, params: { stack: name } }, TESTER);
}

/** By service: which container it is, and since when it runs, as the engine itself says. */
async function starts(): Promise<Record<string, string>> {
  const found = await at.engine.listContainers({ labels: [`com.docker.compose.project=${name}`] });
  const details = await Promise.all(found.map(({ id }) => at.engine.inspectContainer(id)));
  return Object.fromEntries(
    details.map((one) => [
      one?.labels["com.docker.compose.service"] ?? "",
      `${one?.id} ${one?.state} ${one?.startedAt}`,
    ]),
  );
}

describe("on the real engine", { timeout: 120_000 }, () => {
  it("one service is restarted without those that it depends on", async () => {
    const before = await starts();
    const call = { ...none, params: { stack: name }, body: { service: "web" } };
    await succeeded(await at.panel.verbs["stacks.restart"](call, TESTER));
    const after = await starts();
    expect(after.web).not.toBe(before.web);
    expect(after.web?.split(" ")[0]).toBe(before.web?.split(" ")[0]);
    expect({ ...after, web: "" }).toEqual({ ...before, web: "" });
  });

  it("a service that stayed created is told as such, and started alone", async () => {
    const web = (await show()).services.find((one) => one.name === "web")?.containerId ?? "";
    await at.engine.removeContainer(web);
    const stack = await at.stacks.find(name);
    if (stack === null) throw new Error("the stack is gone");
    const source = { ...at.dependencies, registryHost: null };
    const { files } = await loadDefinition(source, stack, 1);
    const signal = AbortSignal.timeout(60_000);
    await at.compose.create(files, { signal, onOutput: () => {} });
    await expect
      .poll(async () => (await show()).services.find((one) => one.name === "web"), { timeout: 10_000 })
      .toMatchObject({ state: "failed", reason: "was created and never started", startedAt: null });
    expect(await show()).toMatchObject({ state: "degraded", reason: "web was created and never started" });
    const before = await starts();
    const call = { ...none, params: { stack: name }, body: { service: "web" } };
    const job = await succeeded(await at.panel.verbs["stacks.start"](call, TESTER));
    expect(job.steps.map(({ id }) => id)).toEqual(["start", "health"]);
    const after = await starts();
    expect(after.web).toMatch(/ running /);
    expect({ ...after, web: "" }).toEqual({ ...before, web: "" });
    await expect.poll(async () => (await show()).state, { timeout: 10_000 }).toBe("running");
  });

  it("an action stops what is in the way, works in the container, and is told as done", async () => {
    const { verbs } = at.panel;
    const actions = async () =>
      (await verbs["stacks.actions"]({ ...none, params: { stack: name } }, TESTER)).actions;
    const act = (action: string, confirmName: string) =>
      verbs["stacks.act"]({ ...none, params: { stack: name, action }, body: { confirmName } }, TESTER);
    await expect.poll(async () => (await actions())[0], { timeout: 10_000 }).toMatchObject({ state: "due" });
    const before = await starts();
    await succeeded(await act("tidy", ""));
    expect(await starts()).toEqual(before);
    expect((await actions())[0]).toMatchObject({ id: "tidy", state: "done" });
    await succeeded(await act("wipe", name));
    const after = await starts();
    expect(after.side).not.toBe(before.side);
    expect({ ...after, side: "" }).toEqual({ ...before, side: "" });
  });

  it("a stack that is taken down keeps its data, and starts with it", async () => {
    await succeeded(await at.panel.verbs["stacks.down"]({ ...none, params: { stack: name } }, TESTER));
    expect(await starts()).toEqual({});
    const labels = [`com.docker.compose.project=${name}`];
    expect(await at.engine.listNetworks({ labels })).toEqual([]);
    expect((await at.engine.listVolumes({ labels })).map((volume) => volume.name)).toEqual([`${name}_data`]);
    await expect.poll(async () => (await show()).state, { timeout: 10_000 }).toBe("stopped");
    const call = { ...none, params: { stack: name }, body: {} };
    await succeeded(await at.panel.verbs["stacks.start"](call, TESTER));
    const web = (await at.engine.listContainers({ labels })).find((one) => one.name === `${name}-web-1`);
    const kept = await at.engine.exec(web?.id ?? "", ["cat", "/data/tidied"], {}, 10_000);
    expect(kept.stdout.trim()).toBe("yes");
    expect(at.faults).toEqual([]);
  });
});
