import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JobView } from "@/lib/api/contract/job-views";
import type { LogBatch } from "@/lib/api/contract/log-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

type RealPanel = Awaited<ReturnType<typeof realPanel>>;

let at: RealPanel;
beforeAll(async () => {
  at = await realPanel("deploy");
});
afterAll(async () => {
  await at.close();
});

type Settings = StackDetailView["settings"];

const none = { params: undefined, query: undefined, body: undefined };

async function create(settings: Settings = {}): Promise<StackDetailView> {
  const name = `${at.run}-${Math.random().toString(36).slice(2, 8)}`;
  const body = { kind: "tiny", name, settings, access: { mode: "private" as const }, secrets: {} };
  return at.panel.verbs["stacks.create"]({ ...none, body }, TESTER);
}

async function show(stack: string): Promise<StackDetailView> {
  return at.panel.verbs["stacks.show"]({ ...none, params: { stack } }, TESTER);
}

async function deploy(stack: string): Promise<JobView> {
  const job = await at.panel.verbs["stacks.deploy"]({ ...none, params: { stack }, body: {} }, TESTER);
  return untilEnded(at.panel, job);
}

async function save(stack: string, base: number, settings: Settings): Promise<void> {
  const body = { base, settings, access: { mode: "private" as const }, secrets: {}, note: "" };
  await at.panel.verbs["revisions.create"]({ ...none, params: { stack }, body }, TESTER);
}

async function ids(stack: string): Promise<Record<string, string | null>> {
  const { services } = await show(stack);
  return Object.fromEntries(services.map(({ name, containerId }) => [name, containerId]));
}

describe("a stack on the real engine", { timeout: 120_000 }, () => {
  it("is deployed, proven, redeployed without a touch, changed in one service, stopped, started, removed", async () => {
    const { name } = await create();
    const first = await deploy(name);
    expect(first.error).toBeNull();
    expect(first.state).toBe("succeeded");
    expect(first.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      "render done",
      "preflight done",
      "pull done",
      "change done",
      "create done",
      "start done",
      "health done",
      "probe done",
    ]);
    await expect.poll(async () => (await show(name)).state).toBe("running");
    const running = await show(name);
    expect(running.services.map((one) => `${one.name} ${one.state}`)).toEqual([
      "web running",
      "side running",
      "task done",
    ]);
    expect(running.probes).toMatchObject({ passed: 1, total: 1 });
    expect(running.volumes.map((volume) => volume.name)).toEqual([`${name}_data`]);

    const before = await ids(name);
    expect((await deploy(name)).state).toBe("succeeded");
    expect(await ids(name)).toEqual(before);

    await save(name, 1, { greeting: 'good $day "friend" #1' });
    expect((await deploy(name)).state).toBe("succeeded");
    const after = await ids(name);
    expect(after.web).not.toBe(before.web);
    expect({ ...after, web: "" }).toEqual({ ...before, web: "" });

    const stop = await at.panel.verbs["stacks.stop"]({ ...none, params: { stack: name } }, TESTER);
    expect((await untilEnded(at.panel, stop)).state).toBe("succeeded");
    await expect.poll(async () => (await show(name)).state).toBe("stopped");
    const start = await at.panel.verbs["stacks.start"](
      { ...none, params: { stack: name }, body: {} },
      TESTER,
    );
    expect(await untilEnded(at.panel, start)).toMatchObject({ state: "succeeded", error: null });
    await expect.poll(async () => (await show(name)).state).toBe("running");
    const restart = await at.panel.verbs["stacks.restart"](
      { ...none, params: { stack: name }, body: { service: "side" } },
      TESTER,
    );
    expect((await untilEnded(at.panel, restart)).state).toBe("succeeded");

    const body = { confirmName: name, removeVolumes: [`${name}_data`] };
    const remove = await at.panel.verbs["stacks.remove"]({ ...none, params: { stack: name }, body }, TESTER);
    expect(await untilEnded(at.panel, remove)).toMatchObject({ state: "succeeded", error: null });
    const labels = [`com.docker.compose.project=${name}`];
    expect(await at.engine.listContainers({ labels })).toEqual([]);
    expect(await at.engine.listNetworks({ labels })).toEqual([]);
    expect(await at.engine.listVolumes({ labels })).toEqual([]);
    expect(await at.stacks.find(name)).toBeNull();
    expect(at.faults).toEqual([]);
  });

  it("names the service that exits, with its last lines and without its secret", async () => {
    const { name, id } = await create({ web: 'echo "cannot go on with $PASSWORD"; exit 7' });
    const job = await deploy(name);
    const { password } = await at.stacks.secrets(id, 1);
    expect(job.state).toBe("failed");
    expect(job.error).toMatchObject({ code: "service-exited", details: { service: "web" } });
    expect(job.error?.evidence?.join("\n")).toContain("cannot go on with [redacted]");
    expect(JSON.stringify(job)).not.toContain(password);
  });

  it("names the one-shot that fails, and what waits for it never starts", async () => {
    const { name } = await create({ task: "echo no database; exit 3" });
    const job = await deploy(name);
    expect(job.error).toMatchObject({ code: "service-exited", details: { service: "task" } });
    expect(job.error?.message).toContain("3");
    expect(job.error?.evidence).toContain("no database");
  });

  it("names the service that is unhealthy", async () => {
    const { name } = await create({ web: "trap 'exit 0' TERM; while :; do sleep 0.2; done" });
    expect((await deploy(name)).error).toMatchObject({
      code: "service-unhealthy",
      details: { service: "web" },
    });
  });

  it("refuses a port that is taken, names who holds it, and offers the next free one", async () => {
    const first = await create();
    expect((await deploy(first.name)).state).toBe("succeeded");
    const second = await create();
    await save(second.name, 1, { port: first.settings.port ?? 0 });
    const job = await deploy(second.name);
    expect(job.error).toMatchObject({ code: "port-in-use" });
    expect(job.error?.message).toContain(first.name);
    const check = job.steps[1]?.checks?.find(({ id }) => id.startsWith("port-"));
    expect(check?.action).toMatchObject({ setting: "port" });
    expect(await at.engine.listContainers({ labels: [`com.docker.compose.project=${second.name}`] })).toEqual(
      [],
    );
  });

  it("runs one of two deploys at once and tells the other", async () => {
    const { name } = await create();
    const ask = () => at.panel.verbs["stacks.deploy"]({ ...none, params: { stack: name }, body: {} }, TESTER);
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, ask));
    const told = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason.code] : []));
    expect(told).toEqual(Array.from({ length: 4 }, () => "stack-busy"));
    const [job] = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
    expect((await untilEnded(at.panel, job ?? { id: "" })).state).toBe("succeeded");
  });

  it("goes back to the revision before when an update is cancelled, and to nothing when the first deploy is", async () => {
    const { name } = await create({ task: "sleep 3" });
    const job = await at.panel.verbs["stacks.deploy"]({ ...none, params: { stack: name }, body: {} }, TESTER);
    await reached(job, "start");
    await at.panel.verbs["jobs.cancel"]({ ...none, params: { job: job.id } }, TESTER);
    const ended = await untilEnded(at.panel, job);
    expect(ended).toMatchObject({ state: "cancelled", error: { code: "job-cancelled" } });
    expect(await at.engine.listContainers({ labels: [`com.docker.compose.project=${name}`] })).toEqual([]);
    await expect.poll(async () => (await show(name)).state).toBe("waiting");

    await save(name, 1, { task: "true" });
    expect((await deploy(name)).state).toBe("succeeded");
    await save(name, 2, { task: "sleep 4", greeting: "changed" });
    const update = await at.panel.verbs["stacks.deploy"](
      { ...none, params: { stack: name }, body: {} },
      TESTER,
    );
    await reached(update, "start");
    await at.panel.verbs["jobs.cancel"]({ ...none, params: { job: update.id } }, TESTER);
    const verdict = await untilEnded(at.panel, update);
    expect(verdict.error?.message).toContain("Revision 2 is in place again");
    await expect.poll(async () => (await show(name)).state, { timeout: 20_000 }).toBe("running");
    expect(await show(name)).toMatchObject({ deployedRevision: 2, revision: 3 });
  });

  it("follows logs over a restart, with markers and without secrets", async () => {
    const { name, id } = await create();
    expect((await deploy(name)).state).toBe("succeeded");
    const { password } = await at.stacks.secrets(id, 1);
    const ending = new AbortController();
    const seen: LogBatch[] = [];
    const reading = (async () => {
      const query = { tail: 1000, follow: "true" as const };
      const lines = at.panel.verbs["stacks.logs"](
        { ...none, params: { stack: name }, query },
        TESTER,
        ending.signal,
      );
      for await (const batch of lines) seen.push(batch);
    })();
    const text = () => JSON.stringify(seen);
    await expect.poll(text).toContain("side is here");
    const body = { service: "side" };
    const job = await at.panel.verbs["stacks.restart"]({ ...none, params: { stack: name }, body }, TESTER);
    await untilEnded(at.panel, job);
    await expect.poll(() => text().split("side is here").length - 1, { timeout: 10_000 }).toBe(2);
    expect(text()).toContain("The container stopped with exit code 0");
    expect(text()).toContain("password is [redacted]");
    expect(text()).not.toContain(password);
    ending.abort();
    await reading;
    const fileIn = async (form: "stamped" | "plain", services?: string) => {
      const input = { ...none, params: { stack: name }, query: { form, services } };
      let file = "";
      const { signal } = new AbortController();
      for await (const part of at.panel.verbs["stacks.log-file"](input, TESTER, signal)) file += part;
      expect(file).not.toContain(password);
      return file;
    };
    expect(await fileIn("stamped")).toMatch(/Z web stdout password is \[redacted\]\n/);
    expect(await fileIn("plain")).toMatch(/^password is \[redacted\]$/m);
    expect(await fileIn("plain", "web")).toMatch(/^password is \[redacted\]$/m);
    expect(await fileIn("plain", "web")).not.toContain("side is here");
  });

  it("shows a container that only copies labels as foreign, and refuses to deploy over it", async () => {
    const { name, id } = await create();
    const spoof = await at.start(["tiny", "idle"], {
      Labels: {
        "slipway.stack": id,
        "com.docker.compose.project": name,
        "com.docker.compose.service": "web",
      },
    });
    const { foreign } = await at.panel.verbs["engine.show"](none, TESTER);
    expect(foreign.find((one) => one.id === spoof)).toMatchObject({ claimsToBeOurs: true });
    const shown = await show(name);
    expect(shown.services.every(({ containerId }) => containerId === null)).toBe(true);
    expect((await deploy(name)).error).toMatchObject({ code: "name-taken" });
    expect((await at.engine.inspectContainer(spoof))?.state).toBe("running");
  });
});

async function reached(job: JobView, step: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const view = await at.panel.verbs["jobs.show"]({ ...none, params: { job: job.id } }, TESTER);
        return view.steps.find(({ id }) => id === step)?.state;
      },
      { timeout: 30_000, interval: 20 },
    )
    .toBe("running");
}
