import type { FieldIssue } from "@/lib/errors";
import type { SecretValues } from "@/lib/stacks/kind";
import { secretIssues } from "@/lib/stacks/supabase/check/secret-issues";
import { settingIssues } from "@/lib/stacks/supabase/check/setting-issues";
import { variableIssues } from "@/lib/stacks/supabase/check/variable-issues";
import type { SupabaseSettings } from "@/lib/stacks/supabase/fields";

/** Combinations of settings and secrets that would not run. */
export function checkSupabase(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  return [
    ...secretIssues(settings, secrets),
    ...settingIssues(settings, secrets),
    ...variableIssues(settings, secrets),
  ];
}
