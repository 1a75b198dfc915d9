import { expect } from "vitest";
import type { JobView } from "@/lib/api/contract/job-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import type { Access } from "@/lib/stacks/kind";
import type { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

export type Settings = StackDetailView["settings"];

const none = { params: undefined, query: undefined, body: undefined };
const PRIVATE: Access = { mode: "private" };

/** Stacks of one kind on a real panel, each under a name that carries the run. */
export function realStacks(at: () => Awaited<ReturnType<typeof realPanel>>, kind: string) {
  async function create(settings: Settings, access = PRIVATE, ofKind = kind): Promise<StackDetailView> {
    const name = `${at().run}-${Math.random().toString(36).slice(2, 8)}`;
    const body = { kind: ofKind, name, settings, access, secrets: {} };
    return at().panel.verbs["stacks.create"]({ ...none, body }, TESTER);
  }

  async function show(stack: string): Promise<StackDetailView> {
    return at().panel.verbs["stacks.show"]({ ...none, params: { stack } }, TESTER);
  }

  async function deploy(stack: string): Promise<JobView> {
    const job = await at().panel.verbs["stacks.deploy"]({ ...none, params: { stack }, body: {} }, TESTER);
    return untilEnded(at().panel, job);
  }

  /** Saves a revision on top of the one that is there. */
  async function save(stack: string, settings: Settings): Promise<void> {
    const { revision: base } = await show(stack);
    const body = { base, settings, access: PRIVATE, secrets: {}, note: "" };
    await at().panel.verbs["revisions.create"]({ ...none, params: { stack }, body }, TESTER);
  }

  /** Deploys, and expects every service as it is to be, no other, and every probe green. */
  async function deployed(
    stack: string,
    running: readonly string[],
    done: readonly string[],
  ): Promise<StackDetailView> {
    const job = await deploy(stack);
    expect(job.error).toBeNull();
    expect(job.state).toBe("succeeded");
    await expect.poll(async () => (await show(stack)).state, { timeout: 10_000 }).toBe("running");
    const shown = await show(stack);
    const states = Object.fromEntries(shown.services.map(({ name, state }) => [name, state]));
    expect(states).toEqual({
      ...Object.fromEntries(running.map((name) => [name, "running"])),
      ...Object.fromEntries(done.map((name) => [name, "done"])),
    });
    expect(shown.probeResults.filter(({ state }) => state !== "passed")).toEqual([]);
    expect(shown.probes?.total).toBeGreaterThan(5);
    return shown;
  }

  async function succeeded(job: JobView): Promise<JobView> {
    const ended = await untilEnded(at().panel, job);
    expect(ended).toMatchObject({ state: "succeeded", error: null });
    return ended;
  }

  /** Id of the backup. */
  async function backUp(stack: string): Promise<string> {
    const call = { ...none, params: { stack } };
    return (await succeeded(await at().panel.verbs["stack-backups.create"](call, TESTER))).id;
  }

  async function restore(stack: string, backup: string): Promise<JobView> {
    const body = { confirmName: stack, saveFirst: false };
    const call = { ...none, params: { stack, backup }, body };
    return succeeded(await at().panel.verbs["stack-backups.restore"](call, TESTER));
  }

  return { create, show, deploy, save, deployed, backUp, restore };
}

/** Empty where the service has no container. */
export function containerOf({ services }: StackDetailView, service: string): string {
  return services.find(({ name }) => name === service)?.containerId ?? "";
}
