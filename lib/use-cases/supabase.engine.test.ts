import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeployedSupabase, deployedSupabase } from "@/e2e/clients/deployed-supabase";
import { testKeysByServices } from "@/e2e/clients/live-key-table";
import { makeNotesTable } from "@/e2e/clients/notes-table";
import { testDatabaseByPsql } from "@/e2e/clients/psql-strings";
import { testAuthByClient } from "@/e2e/clients/supabase-js-auth";
import { testDataByClient } from "@/e2e/clients/supabase-js-data";
import { testRealtimeByClient } from "@/e2e/clients/supabase-js-realtime";
import { testImages } from "@/e2e/images/catalogue.mjs";
import { registryWith } from "@/lib/adapters/docker/test-support/real-engine";
import type { ActionView } from "@/lib/api/contract/actions";
import type { JobView } from "@/lib/api/contract/job-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import { databaseCommand } from "@/lib/stacks/supabase/database-command";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { realPanel } from "@/lib/use-cases/test-support/real-panel";
import { containerOf, realStacks } from "@/lib/use-cases/test-support/real-stacks";
import { TESTER, untilEnded } from "@/lib/use-cases/test-support/until-ended";

type RealPanel = Awaited<ReturnType<typeof realPanel>>;

/** Two deploys on a machine that does other things too; alone they take less than a minute. */
const DEPLOY_TIMEOUT_MS = 300_000;
const BUILD_TIMEOUT_MS = 600_000;

const LITE = ["auth", "db", "kong", "meta", "rest", "studio"];
const STANDARD = [...LITE, "functions", "imgproxy", "realtime", "storage", "supavisor"];
const FULL = [...STANDARD, "analytics", "vector"];

const images = testImages.filter(({ name, onDemand }) => name.startsWith("supabase-") && onDemand !== true);

let at: RealPanel;
beforeAll(async () => {
  const { host } = await registryWith(images.map(({ name }) => name));
  at = await realPanel("supabase", { kinds: { supabase }, registry: { host, login: null } });
}, BUILD_TIMEOUT_MS);
afterAll(async () => {
  await at.close();
});

const none = { params: undefined, query: undefined, body: undefined };

const { create, show, save, ...stacks } = realStacks(() => at, "supabase");
const deployed = (stack: string, running: readonly string[]) => {
  return stacks.deployed(stack, running, running.includes("functions") ? ["functions-seed"] : []);
};

async function logOf(stack: string, services: string): Promise<string> {
  const input = { ...none, params: { stack }, query: { form: "plain" as const, services } };
  let text = "";
  const { signal } = new AbortController();
  for await (const part of at.panel.verbs["stacks.log-file"](input, TESTER, signal)) text += part;
  return text;
}

async function actionOf(stack: string, id: string): Promise<ActionView | undefined> {
  const { actions } = await at.panel.verbs["stacks.actions"]({ ...none, params: { stack } }, TESTER);
  return actions.find((action) => action.id === id);
}

async function act(stack: string, action: string): Promise<JobView> {
  const call = { ...none, params: { stack, action }, body: { confirmName: stack } };
  return untilEnded(at.panel, await at.panel.verbs["stacks.act"](call, TESTER));
}

/** In the database of the services' own data, as its superuser. */
async function sql(stack: string, text: string): Promise<string> {
  const id = containerOf(await show(stack), "db");
  const { command, environment } = databaseCommand("_supabase", [text]);
  const { exitCode, stdout, stderr } = await at.engine.exec(id, command, environment, 10_000);
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining("ERROR")]);
  return stdout.trim();
}

describe("Supabase on the real engine", { timeout: DEPLOY_TIMEOUT_MS }, () => {
  let first: StackDetailView;
  let full: StackDetailView;

  it("deploys lite, which becomes standard without a touch of its database", async () => {
    // With the database published from the start: to publish it is to make it anew.
    const { name } = await create({ profile: "lite", directDatabase: true });
    const lite = await deployed(name, LITE);
    await save(name, { ...lite.settings, profile: "standard" });
    first = await deployed(name, STANDARD);
    expect(containerOf(first, "db")).toBe(containerOf(lite, "db"));
    expect(at.faults).toEqual([]);
  });

  describe("to the real clients", () => {
    let stack: DeployedSupabase;
    const current = () => stack;
    beforeAll(async () => {
      const label = { name: "slipway.test", value: at.run };
      stack = await deployedSupabase(at.panel, first, { docker: at.docker, label });
      await makeNotesTable(stack);
    });

    testAuthByClient(current);
    testDataByClient(current);
    testRealtimeByClient(current);
    testDatabaseByPsql(current);
    testKeysByServices(current);
  });

  it("deploys full beside it, which reads its own containers' logs only", async () => {
    const { name } = await create({ profile: "full" });
    full = await deployed(name, FULL);
    expect((await show(first.name)).state).toBe("running");
    const read = /reads the logs of \d+ containers: (.*)/.exec(await logOf(name, "vector"))?.[1] ?? "";
    expect(read.split(", ")).toContain("db");
    expect(new Set(read.split(", ")).size).toBe(read.split(", ").length);
    expect(at.faults).toEqual([]);
  });

  it("enables GraphQL, which answers from then on", async () => {
    expect(await actionOf(full.name, "enable-graphql")).toMatchObject({ state: "due", beside: "GraphQL" });
    const job = await act(full.name, "enable-graphql");
    expect(job).toMatchObject({ state: "succeeded", error: null });
    expect(job.steps.at(-1)).toMatchObject({ id: "prove", detail: "GraphQL answers the anon key: Query" });
    expect(await actionOf(full.name, "enable-graphql")).toMatchObject({ state: "done", reason: "enabled" });
  });

  it("makes the analytics' schema anew, which is filled again, and touches nothing else", async () => {
    expect(await actionOf(full.name, "reset-analytics")).toMatchObject({ state: "due", beside: null });
    await sql(full.name, "create table _analytics.marker (id int); create publication logflare_pub");
    const owner = "select pg_get_userbyid(nspowner) from pg_namespace where nspname = '_analytics'";
    const ownerBefore = await sql(full.name, owner);
    const before = await show(full.name);
    expect(await act(full.name, "reset-analytics")).toMatchObject({ state: "succeeded", error: null });
    const tables = "select string_agg(tablename, ' ') from pg_tables where schemaname = '_analytics'";
    expect(await sql(full.name, tables)).toBe("log_events");
    expect(await sql(full.name, "select count(*) from pg_publication")).toBe("0");
    expect(await sql(full.name, owner)).toBe(ownerBefore);
    const after = await show(full.name);
    const started = ({ services }: StackDetailView) =>
      services.map(({ name, startedAt }) => (name === "analytics" ? name : `${name} ${startedAt}`));
    expect(started(after)).toEqual(started(before));
    expect(at.faults).toEqual([]);
  });

  it("runs images that say what they are", async () => {
    for (const { repository, tag, provenance } of images) {
      const info = await at.engine.inspectImage(`${at.dependencies.registry.host}/${repository}:${tag}`);
      if (info === null) continue;
      expect(info.labels["slipway.test-image"], repository).toBe(provenance);
      expect(info.labels["slipway.stand-in"], repository).toBe(provenance === "real" ? undefined : "true");
    }
  });
});
