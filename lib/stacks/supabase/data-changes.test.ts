import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { SecretValues } from "@/lib/stacks/kind";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { supabaseDataChanges } from "@/lib/stacks/supabase/data-changes";
import { SERVICE_ROLES } from "@/lib/stacks/supabase/files/first-boot-sql";
import { supabase } from "@/lib/stacks/supabase/supabase";

const made = secretsForKind(supabase, seededRandom("data"), new Date(0));

function input(secrets: SecretValues = {}) {
  return {
    name: "api",
    settings: defaultSettings(supabase),
    secrets: { ...made, ...secrets },
    access: { mode: "private" as const },
  };
}

describe("Supabase's data", () => {
  it("gets the new password for every role, and the analytics' own connection string", () => {
    const [change, ...more] = supabaseDataChanges(input(), input({ postgresPassword: "abc123" }));
    expect(more).toEqual([]);
    expect(change).toMatchObject({ service: "db" });
    expect(change?.environment.PGOPTIONS).toBe(
      "-c slipway.password=abc123 -c slipway.analytics_url=postgresql://supabase_admin:abc123@db:5432/_supabase",
    );
    expect(change?.undo.command).toEqual(change?.command);
    expect(change?.undo.environment.PGOPTIONS).toContain(`slipway.password=${made.postgresPassword}`);
    const sql = change?.command.at(-1) ?? "";
    for (const role of ["postgres", "supabase_admin", ...SERVICE_ROLES]) expect(sql).toContain(`'${role}'`);
  });

  it("is left alone by every other secret", () => {
    const { postgresPassword: _, ...others } = made;
    const all = Object.fromEntries(Object.keys(others).map((name) => [name, "x".repeat(40)]));
    expect(supabaseDataChanges(input(), input(all))).toEqual([]);
  });
});
