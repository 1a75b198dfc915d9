import { type EnvValue, env, envText } from "@/lib/stacks/compose-project";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { type AuthProvider, authProviders } from "@/lib/stacks/supabase/providers";
import { releaseOf } from "@/lib/stacks/supabase/versions";

/** Auth's variables of the providers that are on; those of others are left out, as upstream has it. */
export function providerVariables({ settings }: SupabaseInput): Record<string, EnvValue> {
  const current: Readonly<Record<string, unknown>> = settings;
  // Where a provider sends the visitor back to: Auth's own URL, which older versions know without its path.
  const callback = releaseOf(settings.version).authPathInUrl
    ? envText(env("API_EXTERNAL_URL"), "/callback")
    : envText(env("API_EXTERNAL_URL"), "/auth/v1/callback");
  const on = authProviders.filter(({ id }) => settings[`${id}Enabled`]);
  return Object.fromEntries(
    on.flatMap(({ id, variable, ...provider }: AuthProvider) => {
      const name = `GOTRUE_EXTERNAL_${variable}`;
      const entries: [string, EnvValue][] = [
        [`${name}_ENABLED`, env(`${variable}_ENABLED`)],
        [`${name}_CLIENT_ID`, env(`${variable}_CLIENT_ID`)],
        [`${name}_SECRET`, env(`${variable}_SECRET`)],
        [`${name}_REDIRECT_URI`, callback],
      ];
      const hasUrl = provider.url !== undefined && current[`${id}Url`] !== "";
      return hasUrl ? [...entries, [`${name}_URL`, env(`${variable}_URL`)]] : entries;
    }),
  );
}
