import { stringify } from "yaml";
import { ADMIN_GROUP, ANON_GROUP } from "@/lib/stacks/supabase/files/gateway-plugins";
import {
  type GatewayRoute,
  type GatewayUpstream,
  gatewayRoutes,
} from "@/lib/stacks/supabase/files/gateway-routes";

/** A comment of the template; the entry script puts the credentials of all dashboard users after it. */
export const DASHBOARD_USERS_MARK = "dashboard users";

/**
 * Kong's declarative file (format 3.0) with `@NAME@` where the entry script puts a value of the environment.
 * @param upstreams the services that are on: what leads to another is left out
 * @see https://developer.konghq.com/gateway/db-less-mode/
 */
export function gatewayDeclaration(upstreams: ReadonlySet<GatewayUpstream>): string {
  const dashboard = upstreams.has("studio");
  const document = {
    _format_version: "3.0",
    consumers: [
      ...(dashboard ? [{ username: "DASHBOARD" }] : []),
      { username: "anon", keyauth_credentials: keys(["SUPABASE_ANON_KEY", "SUPABASE_PUBLISHABLE_KEY"]) },
      {
        username: "service_role",
        keyauth_credentials: keys(["SUPABASE_SERVICE_KEY", "SUPABASE_SECRET_KEY"]),
      },
    ],
    acls: [
      { consumer: "anon", group: ANON_GROUP },
      { consumer: "service_role", group: ADMIN_GROUP },
    ],
    services: gatewayRoutes.filter(({ upstream }) => upstreams.has(upstream)).map(service),
  };
  const text = stringify(document, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false });
  return dashboard ? `${text}basicauth_credentials:\n# ${DASHBOARD_USERS_MARK}\n` : text;
}

function keys(names: readonly string[]): { key: string }[] {
  return names.map((name) => ({ key: `@${name}@` }));
}

function service({ name, url, readTimeoutMs, path, plugins }: GatewayRoute) {
  return {
    name,
    url,
    ...(readTimeoutMs !== undefined && { read_timeout: readTimeoutMs }),
    routes: [{ name, paths: [path], strip_path: true }],
    plugins,
  };
}
