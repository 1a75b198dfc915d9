import type { FieldIssue } from "@/lib/errors";
import type { EnvValue } from "@/lib/stacks/compose-project";
import { envNames } from "@/lib/stacks/env-value";
import type { SecretValues } from "@/lib/stacks/kind";
import type { SettingField } from "@/lib/stacks/settings";
import { baseServices, serviceContext } from "@/lib/stacks/supabase/base-services";
import { type SupabaseSettings, supabaseFields } from "@/lib/stacks/supabase/fields";
import { variablesField } from "@/lib/stacks/supabase/fields/variable-fields";
import { supabaseSecrets } from "@/lib/stacks/supabase/secrets";

/** Names that may not be set freely, since the service's environment has them already. */
export function variableIssues(settings: SupabaseSettings, secrets: SecretValues): FieldIssue[] {
  const services = baseServices(
    serviceContext({ name: "supabase", settings, secrets, access: { mode: "private" } }),
  );
  return services.flatMap(([service, { environment = {} }]) => {
    const field = variablesField(service);
    return settings[field].flatMap(({ name }, index) => {
      const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
      if (value === undefined) return [];
      return [{ field: `${field}.${index}.name`, message: `${name} is set by Slipway: ${instead(value)}` }];
    });
  });
}

/** Where it is changed, as the end of a sentence. */
function instead(value: EnvValue): string {
  const [name, ...more] = envNames(value);
  if (name === undefined || more.length > 0 || typeof value === "string" || "parts" in value)
    return "the stack's services find each other by it";
  const fields: readonly SettingField[] = Object.values(supabaseFields);
  const setting = fields.find(({ variable }) => variable === name);
  if (setting !== undefined) return `use the setting “${setting.label}”`;
  const secret = Object.values(supabaseSecrets).find(({ variable }) => variable === name);
  if (secret !== undefined) return `it is the secret “${secret.label}”`;
  return "it follows from the settings";
}
