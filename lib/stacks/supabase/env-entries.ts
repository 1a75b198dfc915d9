import { conditionHolds, isActive } from "@/lib/stacks/active-fields";
import type { SettingField } from "@/lib/stacks/settings";
import { apiExternalUrl, publicUrl } from "@/lib/stacks/supabase/addresses";
import { type SupabaseInput, supabaseFields } from "@/lib/stacks/supabase/fields";
import { supabaseSecrets } from "@/lib/stacks/supabase/secrets";

const MIB = 1024 * 1024;

export type EnvEntries = {
  /** Every value that a service may refer to, by its name in `.env`. */
  values: Readonly<Record<string, string>>;
  secretNames: ReadonlySet<string>;
};

/** What stands in `.env` as far as services refer to it: settings and secrets under upstream's names. */
export function envEntries(input: SupabaseInput): EnvEntries {
  const secrets = secretValues(input);
  return {
    values: { ...settingValues(input), ...derivedValues(input), ...secrets },
    secretNames: new Set(Object.keys(secrets)),
  };
}

/** A field that does not matter now has its default: Auth takes no empty text for a number or a switch. */
function settingValues({ settings }: SupabaseInput): Record<string, string> {
  const fields: [string, SettingField][] = Object.entries(supabaseFields);
  const current: Readonly<Record<string, unknown>> = settings;
  return Object.fromEntries(
    fields.flatMap(([key, field]) => {
      if (field.variable === undefined) return [];
      return [
        [field.variable, String(isActive(supabaseFields, settings, key) ? current[key] : field.default)],
      ];
    }),
  );
}

function derivedValues(input: SupabaseInput): Record<string, string> {
  const { settings } = input;
  return {
    SUPABASE_PUBLIC_URL: publicUrl(input),
    API_EXTERNAL_URL: apiExternalUrl(input),
    FILE_SIZE_LIMIT: String(settings.fileSizeLimitMib * MIB),
    // Nobody could confirm an address by a message that is never sent.
    ...(settings.mailTransport === "none" && { ENABLE_EMAIL_AUTOCONFIRM: "true" }),
    ...(settings.samlExternalUrl === "" && { SAML_EXTERNAL_URL: apiExternalUrl(input) }),
  };
}

function secretValues({ settings, secrets }: SupabaseInput): Record<string, string> {
  return Object.fromEntries(
    Object.entries(supabaseSecrets).flatMap(([name, definition]) => {
      const value = secrets[name] ?? "";
      const when = "when" in definition ? definition.when : undefined;
      if (definition.variable === undefined || value === "") return [];
      return conditionHolds(supabaseFields, settings, when) ? [[definition.variable, value]] : [];
    }),
  );
}
