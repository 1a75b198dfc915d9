import { describe, expect, it } from "vitest";
import type { KindAction, ProbeContext, ProbeHttpResponse } from "@/lib/stacks/kind";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { supabaseActions } from "@/lib/stacks/supabase/actions";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { supabase } from "@/lib/stacks/supabase/supabase";

const lite = { ...defaultSettings(supabase), profile: "lite" as const };

function action(id: string): KindAction<SupabaseFields> {
  const found = supabaseActions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no action ${id}`);
  return found;
}

/** What the action says of GraphQL, given what the gateway answers. */
async function proven(answer: Partial<ProbeHttpResponse>) {
  const asked: unknown[] = [];
  const context = {
    secrets: { anonKey: "anon" },
    notes: new Map(),
    http: async (request: unknown) => {
      asked.push(request);
      return { status: 200, text: "", headers: {}, ...answer };
    },
  } as unknown as ProbeContext;
  const input = { name: "api", settings: lite, secrets: {}, access: { mode: "private" as const } };
  return { outcome: await action("enable-graphql").prove?.(context, input), asked };
}

describe("Supabase's actions", () => {
  it("are GraphQL always, and a reset of the analytics where they are on", () => {
    const idsOf = (settings: typeof lite) =>
      supabaseActions.filter((one) => one.applies(settings)).map(({ id }) => id);
    expect(idsOf(lite)).toEqual(["enable-graphql"]);
    expect(idsOf({ ...lite, logsSwitch: "on" })).toEqual(["enable-graphql", "reset-analytics"]);
  });

  it("enable the extension as the superuser, and have REST read the schema again", () => {
    const { command, service } = action("enable-graphql");
    expect(service).toBe("db");
    expect(command.command).toEqual(
      expect.arrayContaining(["-U", "supabase_admin", "-d", "postgres", "ON_ERROR_STOP=1"]),
    );
    expect(command.command.slice(-3)).toEqual([
      "create extension if not exists pg_graphql",
      "-c",
      "notify pgrst, 'reload schema'",
    ]);
  });

  it("take GraphQL for enabled once the anon key gets data", async () => {
    const { outcome, asked } = await proven({ text: '{"data": {"__typename": "Query"}}' });
    expect(outcome).toEqual({ ok: true, detail: "GraphQL answers the anon key: Query" });
    expect(asked).toMatchObject([
      { path: "/graphql/v1", method: "POST", headers: { apikey: "anon" }, json: { query: "{ __typename }" } },
    ]);
  });

  it.each([
    [{ text: '{"errors": [{"message": "pg_graphql extension is not enabled."}]}' }, "not enabled"],
    [{ status: 404, text: '{"code": "PGRST202", "message": "no function"}' }, "PGRST202"],
  ])("do not for %j", async (answer, words) => {
    const { outcome } = await proven(answer);
    expect(outcome).toMatchObject({ ok: false, detail: expect.stringContaining(words) });
  });

  it("stop the analytics while their schema is made anew, under whom it was", () => {
    const { pauses, command, warning } = action("reset-analytics");
    expect(pauses).toEqual(["analytics"]);
    expect(command.command).toEqual(expect.arrayContaining(["-d", "_supabase"]));
    const sql = command.command.at(-1) ?? "";
    expect(sql.indexOf("drop publication")).toBeLessThan(sql.indexOf("drop schema"));
    expect(sql.indexOf("drop schema")).toBeLessThan(sql.indexOf("create schema _analytics authorization"));
    expect(warning).toMatch(/^Lost for good/);
  });
});
