import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import { seededRandom } from "@/lib/keys/seeded-random";
import type { ProbeOutcome, SecretValues } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";
import { supabaseProbes } from "@/lib/stacks/supabase/probes/supabase-probes";
import { fakeSupabase, type RunningSupabase } from "@/lib/stacks/supabase/probes/test-support/fake-supabase";
import { supabase } from "@/lib/stacks/supabase/supabase";
import { validatedSettings } from "@/lib/stacks/validated-settings";

const now = new Date("2026-11-21T00:00:00Z");
const made = secretsForKind(supabase, seededRandom("probes"), now);
export const secrets: SecretValues = {
  ...made,
  dashboardUsers: "mona:p: a's\nzoë:鍵",
};
export const others = secretsForKind(supabase, seededRandom("another stack"), now);

export const healthy: RunningSupabase = {
  keys: secrets,
  logins: [`supabase:${made.dashboardPassword}`, "mona:p: a's", "zoë:鍵"],
  rolePasswords: {},
  trusts: false,
  gatewayOpen: false,
  studioOpen: false,
  table: { name: "todos", readable: true },
  restRefuses: "nobody",
  metaStatus: 200,
  signupStatus: 200,
  deletesUsers: true,
  storesFiles: "right",
  filesOpen: false,
  realtime: "joins",
  sample: { status: 200, text: '"Hello from Edge Functions!"' },
  functionsStatus: 400,
  poolerPorts: [5432, 6543],
  poolerUser: "postgres.main",
  jwks: made.jwtJwks ?? "",
  analytics: [200, 401],
  dockerSocket: true,
  well: ["imgproxy", "vector"],
};

export const mail = { mailTransport: "smtp", smtpHost: "mail.example.com", smtpUser: "u" };

/** What each probe that applies says of a Supabase that runs with the given change. */
export async function outcomes(change: Partial<RunningSupabase>, input: Settings = {}) {
  const given = { ...secrets, smtpPassword: "p" };
  const settings = validatedSettings(supabase, input, given);
  const { context, asked, left } = fakeSupabase({ ...healthy, ...change }, secrets);
  const results: Record<string, ProbeOutcome> = {};
  for (const probe of supabaseProbes) {
    if (probe.applies?.(settings as never, { mode: "private" }) === false) continue;
    results[probe.id] = await probe.run(context, {
      name: "shop",
      settings: settings as never,
      secrets,
      access: { mode: "private" },
    });
  }
  return { results, asked, left: left() };
}

/** The details of the probes that are red. */
export async function failures(
  change: Partial<RunningSupabase>,
  input: Settings = {},
): Promise<Record<string, string>> {
  const { results } = await outcomes(change, input);
  return Object.fromEntries(
    Object.entries(results).flatMap(([id, outcome]) => (outcome.ok ? [] : [[id, outcome.detail]])),
  );
}
