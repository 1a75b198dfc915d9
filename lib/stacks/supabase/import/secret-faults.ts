import { readToken } from "@/lib/keys/verify-jwt";
import { defaultSettings } from "@/lib/stacks/settings-schema";
import { secretIssues } from "@/lib/stacks/supabase/check/secret-issues";
import { supabaseFields } from "@/lib/stacks/supabase/fields";
import { isPublished } from "@/lib/stacks/supabase/import/published-values";

const SOON_SECONDS = 30 * 24 * 3600;

/**
 * Why secrets of an installation should not go on, by the kind's names: upstream publishes them, they contradict each
 * other, a service would refuse them, or they end soon.
 * @param values by the kind's names; none of them empty
 */
export function secretFaults(
  values: Readonly<Record<string, string>>,
  now: Date,
): ReadonlyMap<string, string> {
  const faults = new Map<string, string>();
  const settings = { ...defaultSettings({ settings: supabaseFields }), newerKeys: true };
  for (const { field, message } of secretIssues(settings, values)) {
    const name = field.replace(/^secrets\./, "");
    if (Object.hasOwn(values, name) && !faults.has(name)) faults.set(name, message);
  }
  for (const [name, value] of Object.entries(values)) {
    const fault = publicationOf(value) ?? faults.get(name) ?? endingOf(value, now);
    if (fault !== undefined) faults.set(name, fault);
  }
  return faults;
}

function publicationOf(value: string): string | undefined {
  const claims = readToken(value)?.payload;
  if (claims?.iss === "supabase-demo")
    return `Upstream publishes this key: everybody has it${dateOf(claims.exp)}`;
  return isPublished(value) ? "Upstream publishes this value as its example: everybody has it" : undefined;
}

function endingOf(value: string, now: Date): string | undefined {
  const exp = readToken(value)?.payload.exp;
  if (typeof exp !== "number") return undefined;
  const seconds = now.getTime() / 1000;
  if (exp <= seconds) return `It is no longer good${dateOf(exp)}`;
  return exp <= seconds + SOON_SECONDS ? `It is good for a few days more${dateOf(exp)}` : undefined;
}

function dateOf(exp: unknown): string {
  const moment = typeof exp === "number" ? new Date(exp * 1000) : null;
  if (moment === null || Number.isNaN(moment.getTime())) return "";
  return `; its end is ${moment.toISOString().slice(0, 10)}`;
}
