import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testRegistry } from "@/lib/adapters/docker/test-support/real-engine";
import type { JobView } from "@/lib/api/contract/job-views";
import { PanelError } from "@/lib/errors";
import { directus } from "@/lib/stacks/directus/directus";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

type RealPanel = Awaited<ReturnType<typeof realPanel>>;

const none = { query: undefined, body: undefined };

/** What happens at a place of the next deploy, by the fail-point's name. */
const at: { panel: RealPanel | null; places: Map<string, () => Promise<void>> } = {
  panel: null,
  places: new Map(),
};

beforeAll(async () => {
  const { host } = await testRegistry();
  at.panel = await realPanel("password", {
    kinds: { directus },
    registry: { host, login: null },
    failPoints: async (name) => at.places.get(name)?.(),
  });
});
afterAll(async () => {
  await at.panel?.close();
});

function real(): RealPanel {
  if (at.panel === null) throw new Error("the panel was not started");
  return at.panel;
}

async function create(): Promise<{ id: string; name: string }> {
  const { panel, run } = real();
  const body = {
    kind: "directus",
    name: `${run}-cms`,
    settings: {},
    access: { mode: "private" as const },
    secrets: {},
  };
  return panel.verbs["stacks.create"]({ params: undefined, query: undefined, body }, TESTER);
}

async function deploy(stack: string): Promise<JobView> {
  const { panel } = real();
  const params = { stack };
  const { fingerprint } = await panel.verbs["stacks.plan"]({ params, query: undefined, body: {} }, TESTER);
  const job = await panel.verbs["stacks.deploy"]({ params, query: undefined, body: { fingerprint } }, TESTER);
  return untilEnded(panel, job);
}

async function renew(stack: string, base: number): Promise<void> {
  const body = { base, names: ["databasePassword"] };
  const input = { params: { stack }, query: undefined, body };
  await real().panel.verbs["stacks.renew-secrets"](input, TESTER);
}

async function containers(name: string): Promise<Map<string, string>> {
  const found = await real().engine.listContainers({ labels: [`com.docker.compose.project=${name}`] });
  return new Map(
    found
      .filter(({ state }) => state === "running")
      .map(({ id, labels }) => [labels["com.docker.compose.service"] ?? "", id]),
  );
}

/** Whether the database lets the role in over the network with the revision's password. */
async function takes({ id, name }: { id: string; name: string }, revision: number): Promise<boolean> {
  const { engine, stacks } = real();
  const { databasePassword = "" } = await stacks.secrets(id, revision);
  const database = (await containers(name)).get("database") ?? "";
  const command = [
    "psql",
    "-h",
    "database",
    "-U",
    "directus",
    "-d",
    "directus",
    "-X",
    "-w",
    "-c",
    "select 1",
  ];
  const { exitCode, stderr } = await engine.exec(database, command, { PGPASSWORD: databasePassword }, 10_000);
  if (exitCode !== 0) expect(stderr).toContain("password authentication failed");
  return exitCode === 0;
}

async function probes(stack: string): Promise<string[]> {
  const { results } = await real().panel.verbs["stacks.probe"]({ params: { stack }, ...none }, TESTER);
  return results.filter(({ state }) => state !== "passed").map(({ title, detail }) => `${title}: ${detail}`);
}

describe("the password of a database that runs", { timeout: 600_000 }, () => {
  it("is changed in it, with its dependants alone; goes back when a deploy fails or is cancelled on the way", async () => {
    const { panel, stacks, faults } = real();
    const stack = await create();
    const { id, name } = stack;
    const first = await deploy(id);
    expect(first.error).toBeNull();
    expect(await takes(stack, 1)).toBe(true);
    const before = await containers(name);

    await renew(id, 1);
    const plan = await panel.verbs["stacks.plan"](
      { params: { stack: id }, query: undefined, body: {} },
      TESTER,
    );
    expect(plan.operations.map(({ verb, target }) => `${verb} ${target.name}`)).toEqual([
      "change database",
      "recreate database",
      "recreate directus",
      `probe ${name}`,
    ]);
    expect(await deploy(id)).toMatchObject({ state: "succeeded", error: null });
    expect([await takes(stack, 1), await takes(stack, 2)]).toEqual([false, true]);
    const after = await containers(name);
    expect(after.get("redis")).toBe(before.get("redis"));
    expect(after.get("directus")).not.toBe(before.get("directus"));
    expect(await probes(id)).toEqual([]);

    await renew(id, 2);
    let seen: boolean | null = null;
    at.places.set("deploy/create/before-effect", async () => {
      seen = await takes(stack, 3);
      throw new PanelError("compose-failed", "it broke in the middle");
    });
    const failed = await deploy(id);
    at.places.clear();
    expect(seen).toBe(true);
    expect(failed).toMatchObject({ state: "failed", error: { message: "it broke in the middle" } });
    expect(failed.error?.evidence?.[0]).toBe("Set back as it was: password of the role directus.");
    expect([await takes(stack, 2), await takes(stack, 3)]).toEqual([true, false]);
    expect(await containers(name)).toEqual(after);
    expect((await stacks.find(id))?.deployedRevision).toBe(2);
    expect(await probes(id)).toEqual([]);

    let cancel: (() => Promise<unknown>) | null = null;
    at.places.set("deploy/start/during-effect", async () => {
      await cancel?.();
    });
    const job = await panel.verbs["stacks.deploy"](
      { params: { stack: id }, query: undefined, body: {} },
      TESTER,
    );
    cancel = () => panel.verbs["jobs.cancel"]({ params: { job: job.id }, ...none }, TESTER);
    const cancelled = await untilEnded(panel, job);
    at.places.clear();
    expect(cancelled.state).toBe("cancelled");
    expect(cancelled.error?.message).toContain("Revision 2 is in place again");
    expect([await takes(stack, 2), await takes(stack, 3)]).toEqual([true, false]);
    await expect.poll(() => probes(id), { timeout: 120_000, interval: 2_000 }).toEqual([]);

    const stop = await panel.verbs["stacks.stop"]({ params: { stack: id }, ...none }, TESTER);
    expect((await untilEnded(panel, stop)).state).toBe("succeeded");
    await expect(deploy(id)).rejects.toMatchObject({ code: "service-not-found" });
    const start = await panel.verbs["stacks.start"]({ params: { stack: id }, ...none, body: {} }, TESTER);
    expect((await untilEnded(panel, start)).state).toBe("succeeded");
    expect(await deploy(id)).toMatchObject({ state: "succeeded", error: null });
    expect([await takes(stack, 2), await takes(stack, 3)]).toEqual([false, true]);
    expect(faults).toEqual([]);
  });
});
