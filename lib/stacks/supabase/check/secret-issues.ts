import type { FieldIssue } from "@/lib/errors";
import { supabaseKeyProblems } from "@/lib/keys/supabase-key-problems";
import { conditionHolds } from "@/lib/stacks/active-fields";
import type { SecretDefinition, SecretValues } from "@/lib/stacks/kind";
import { dashboardUserProblem } from "@/lib/stacks/supabase/check/dashboard-users";
import { type SupabaseSettings, supabaseFields } from "@/lib/stacks/supabase/fields";
import { keyNameOf, keysByVariable } from "@/lib/stacks/supabase/make-secrets";
import { type SupabaseSecretName, supabaseSecrets } from "@/lib/stacks/supabase/secrets";

const definitions: Readonly<Record<string, SecretDefinition>> = supabaseSecrets;

/** What each reader demands of a secret, whoever made it; undefined when it fits. */
const RULES: Partial<Record<SupabaseSecretName, (value: string) => string | undefined>> = {
  // It stands in connection strings as it is.
  postgresPassword: (value) =>
    /^[A-Za-z0-9_.~-]+$/.test(value) ? undefined : "may hold letters, digits, and . _ ~ - only",
  // The ciphers take the text itself for their key.
  vaultEncKey: (value) => bytesProblem(value, 32, 32),
  realtimeDbEncKey: (value) => bytesProblem(value, 16, 16),
  secretKeyBase: (value) => bytesProblem(value, 64),
  pgMetaCryptoKey: (value) => bytesProblem(value, 32),
  dashboardPassword: (value) =>
    /\p{Cc}/u.test(value) ? "must not hold a control character, such as a line break" : undefined,
  dashboardUsers: dashboardUserProblem,
  googleServiceAccount: (value) =>
    isJsonObject(value) ? undefined : "must be the whole JSON file that Google gave for the account's key",
  samlPrivateKey: (value) =>
    /^[A-Za-z0-9+/]+=*$/.test(value) ? undefined : "must be base64 on one line, without BEGIN and END",
};

/** Secrets that are missing, that their reader would refuse, or that no longer fit the one that they hang on. */
export function secretIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  return [
    ...missingIssues(settings, secrets),
    ...formIssues(settings, secrets),
    ...keyIssues(settings, secrets),
  ];
}

/** Those that a recipe makes are never left out, but for what was given as a whole: an import, say. */
function missingIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  return Object.entries(definitions).flatMap(([name, { label, recipe, when }]) => {
    const present = (secrets[name] ?? "") !== "";
    if (present || recipe.type === "provided" || !conditionHolds(supabaseFields, settings, when)) return [];
    return [issue(name, `${label} is missing`)];
  });
}

function formIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  return Object.entries(RULES).flatMap(([name, problemOf]) => {
    const value = secrets[name] ?? "";
    const { label = name, when } = definitions[name] ?? {};
    const problem =
      value === "" || !conditionHolds(supabaseFields, settings, when) ? undefined : problemOf(value);
    return problem === undefined ? [] : [issue(name, `${label} ${problem}`)];
  });
}

function keyIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  const issues = supabaseKeyProblems(keysByVariable(secrets), settings.newerKeys).map(({ key, problem }) => {
    const name = keyNameOf(key);
    return issue(name, `${definitions[name]?.label ?? name} ${problem}`);
  });
  const { logflarePublicToken: open = "", logflarePrivateToken: closed = "" } = secrets;
  if (open === "" || open !== closed) return issues;
  return [
    ...issues,
    issue("logflarePrivateToken", "Token for reading logs must differ from the one for writing"),
  ];
}

function issue(name: string, message: string): FieldIssue {
  return { field: `secrets.${name}`, message };
}

function bytesProblem(value: string, min: number, max = Number.POSITIVE_INFINITY): string | undefined {
  const bytes = new TextEncoder().encode(value).length;
  if (bytes >= min && bytes <= max) return undefined;
  const wanted = min === max ? `exactly ${min} bytes` : `at least ${min} bytes`;
  return `must have ${wanted}, and has ${bytes}: leave it to Slipway to make one`;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    // Why it is no JSON makes no difference: it is not that file.
    return false;
  }
}
