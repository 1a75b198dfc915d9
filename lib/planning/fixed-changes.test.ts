import { describe, expect, it } from "vitest";
import { fixedChanges } from "@/lib/planning/fixed-changes";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { supabase } from "@/lib/stacks/supabase/supabase";

const before = defaultSettings(supabase);

function names(changes: object, from: typeof before | null = before): string[] {
  return fixedChanges(from, { ...before, ...changes }, supabase.settings).map(({ name }) => name);
}

describe("settings that are fixed by the first deploy", () => {
  it("are told when they change, each with what it would take", () => {
    expect(fixedChanges(before, { ...before, postgresVersion: "15" }, supabase.settings)).toEqual([
      { name: "PostgreSQL", text: expect.stringContaining("dumped and loaded into a new stack") },
    ]);
    expect(names({ storageBucket: "files", poolerTenantId: "other" })).toEqual(["Bucket", "Tenant"]);
  });

  it("are not told before the first deploy, nor where nothing of them changed", () => {
    expect(names({ postgresVersion: "15" }, null)).toEqual([]);
    expect(names({ siteUrl: "https://app.example.com" })).toEqual([]);
  });
});
