import type { SecretDefinition } from "@/lib/stacks/kind";
import { type AuthProvider, authProviders, type ProviderId } from "@/lib/stacks/supabase/providers";

/** What each provider gave for its client id. */
export const providerSecrets = Object.fromEntries(
  authProviders.map((provider) => [`${provider.id}Secret`, declared(provider)]),
) as Readonly<Record<`${ProviderId}Secret`, SecretDefinition>>;

function declared({ id, title, variable }: AuthProvider): SecretDefinition {
  return {
    label: `${title}: client secret`,
    topic: "providers",
    recipe: { type: "provided", maxLength: 10_000 },
    variable: `${variable}_SECRET`,
    when: { field: `${id}Enabled`, is: true },
    consequence: `Auth is recreated; signing in with ${title} fails if the secret is wrong.`,
  };
}
