import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { ComposeProject } from "@/lib/stacks/compose-project";
import type { Kind } from "@/lib/stacks/kind";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { compareWithUpstream } from "@/lib/stacks/supabase/upstream/compare-with-upstream";
import type { Difference } from "@/lib/stacks/supabase/upstream/difference";
import {
  differenceRow,
  listedDefaults,
  listedDifferences,
  listedVariables,
} from "@/lib/stacks/supabase/upstream/listed-differences";
import { upstreamServices } from "@/lib/stacks/supabase/upstream/upstream-services";
import { upstreamVariables } from "@/lib/stacks/supabase/upstream/upstream-variables";
import { validatedSettings } from "@/lib/stacks/validated-settings";

const DOCUMENT = readFileSync(
  fileURLToPath(new URL("../../../../docs/supabase-differences.md", import.meta.url)),
  "utf8",
);
const PROFILES = ["lite", "standard", "full"] as const;
const kind: Kind = supabase;

/** What the profile's project, as it is deployed without any other choice, has otherwise than upstream's. */
function differencesOf(profile: (typeof PROFILES)[number]): Difference[] {
  return compareWithUpstream(projectOf(profile), upstreamServices(profile === "full" ? "with-logs" : "base"));
}

function projectOf(profile: (typeof PROFILES)[number]): ComposeProject {
  const secrets = secretsForKind(kind, seededRandom("shop"), new Date("2026-11-21T00:00:00Z"));
  const settings = validatedSettings(kind, { profile }, secrets);
  return kind.render({ name: "shop", settings, secrets, access: { mode: "private" } });
}

/** Each difference as the document has it, without its reason. */
function computedRows(): string[] {
  const profilesOf = new Map<string, { found: Difference; profiles: string[] }>();
  for (const profile of PROFILES) {
    for (const found of differencesOf(profile)) {
      const key = JSON.stringify(found);
      const known = profilesOf.get(key) ?? { found, profiles: [] };
      known.profiles.push(profile);
      profilesOf.set(key, known);
    }
  }
  return [...profilesOf.values()].map(({ found, profiles }) => differenceRow(found, profiles));
}

describe("docs/supabase-differences.md", () => {
  it("lists each difference of each profile with its reason, and none that is no longer there", () => {
    const listed = listedDifferences(DOCUMENT);
    expect(listed.map((row) => differenceRow(row, row.profiles)).toSorted()).toEqual(
      computedRows().toSorted(),
    );
    expect(listed.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it("lists each value of .env that a new stack has otherwise than upstream's example", () => {
    const { env } = projectOf("full");
    const computed = Object.entries(upstreamVariables).flatMap(([name, { example, secret }]) => {
      const here = env[name];
      return secret || here === undefined || here === example ? [] : [{ name, upstream: example, here }];
    });
    const listed = listedDefaults(DOCUMENT);
    expect(listed.map(({ reason: _, ...row }) => row)).toEqual(computed);
    expect(listed.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  it("lists each variable of upstream's .env.example that is neither a setting nor a secret", () => {
    const definitions = [...Object.values(kind.settings), ...Object.values(kind.secrets)];
    const known = new Set(definitions.map(({ variable }) => variable));
    const missing = Object.keys(upstreamVariables).filter((name) => !known.has(name));
    const listed = listedVariables(DOCUMENT);
    expect(listed.map(({ name }) => name).toSorted()).toEqual(missing.toSorted());
    expect(listed.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});
