import { accessUrl } from "@/lib/stacks/access";
import type { SupabaseInput } from "@/lib/stacks/supabase/fields";
import { releaseOf } from "@/lib/stacks/supabase/versions";

/** Id of the one endpoint: Studio and every API are behind the gateway. */
export const GATEWAY_ENDPOINT = "gateway";

/** The URL under which browsers reach the gateway, without a trailing slash. */
export function publicUrl({ settings, access }: Pick<SupabaseInput, "settings" | "access">): string {
  return settings.publicUrl === ""
    ? accessUrl(access, GATEWAY_ENDPOINT, settings.port)
    : settings.publicUrl.replace(/\/+$/, "");
}

/** Auth's own URL, which is also the issuer of its tokens. */
export function apiExternalUrl(input: Pick<SupabaseInput, "settings" | "access">): string {
  const { apiExternalUrl: own, version } = input.settings;
  if (own !== "") return own.replace(/\/+$/, "");
  return releaseOf(version).authPathInUrl ? `${publicUrl(input)}/auth/v1` : publicUrl(input);
}

/** Where OAuth providers send visitors back to: Auth's own URL, which older versions know without its path. */
export function callbackUrl(input: Pick<SupabaseInput, "settings" | "access">): string {
  const path = releaseOf(input.settings.version).authPathInUrl ? "/callback" : "/auth/v1/callback";
  return `${apiExternalUrl(input)}${path}`;
}

/** Where browsers reach ports of the stack that speak no HTTP: those are on loopback unless access is by address. */
export function portHost({ access }: Pick<SupabaseInput, "access">): string {
  if (access.mode !== "address") return "localhost";
  return access.host.includes(":") ? `[${access.host}]` : access.host;
}
