import { gatewayEnvironment } from "@/e2e/gateway/rendered-gateway";
import type { GatewayUpstream } from "@/lib/stacks/supabase/files/gateway-routes";

/** Who calls, as supabase-js does it: the key as `apikey`, and as a bearer unless a person is signed in. */
export const CALLERS = [
  "none",
  "anon",
  "service",
  "user",
  "wrong",
  "expired",
  "publishable",
  "secret",
] as const;
export type Caller = (typeof CALLERS)[number];

const {
  SUPABASE_ANON_KEY: anon,
  SUPABASE_SERVICE_KEY: service,
  SUPABASE_PUBLISHABLE_KEY: publishable,
  SUPABASE_SECRET_KEY: secret,
  ANON_KEY_ASYMMETRIC: anonAsymmetric,
  SERVICE_ROLE_KEY_ASYMMETRIC: serviceAsymmetric,
} = gatewayEnvironment;

/** To the gateway a key is a text that it has or has not: of another secret and expired ones it has not. */
const wrong = "another-secret.anon.key";
const expired = "expired.anon.key";
const user = "token.of.a-person";

export const credentials: Readonly<Record<Caller, { apikey?: string; bearer?: string }>> = {
  none: {},
  anon: { apikey: anon, bearer: anon },
  service: { apikey: service, bearer: service },
  user: { apikey: anon, bearer: user },
  wrong: { apikey: wrong, bearer: wrong },
  expired: { apikey: expired, bearer: expired },
  publishable: { apikey: publishable, bearer: publishable },
  secret: { apikey: secret, bearer: secret },
};

/** Refused with this status, or let through: the service then sees this token, or none. */
export type Cell = 401 | 403 | { token: string | null };
export type Cells = Readonly<Record<Caller, Cell>>;

const sees = (token: string | null): Cell => ({ token });

/** Let through as it came. */
const asSent: Cells = {
  none: sees(null),
  anon: sees(anon),
  service: sees(service),
  user: sees(user),
  wrong: sees(wrong),
  expired: sees(expired),
  publishable: sees(publishable),
  secret: sees(secret),
};

/** A key of the stack is needed; what the newer ones stand for is an ES256 token. */
const keyed: Cells = {
  none: 401,
  anon: sees(anon),
  service: sees(service),
  user: sees(user),
  wrong: 401,
  expired: 401,
  publishable: sees(anonAsymmetric),
  secret: sees(serviceAsymmetric),
};

const serviceOnly: Cells = { ...keyed, anon: 403, user: 403, publishable: 403 };

/** The service judges, but knows no newer keys. */
const translated: Cells = { ...asSent, publishable: sees(anonAsymmetric), secret: sees(serviceAsymmetric) };

/** What stands for a newer key goes beside it. */
const vouched: Cells = {
  none: sees(null),
  anon: sees(null),
  service: sees(null),
  user: sees(null),
  wrong: sees(null),
  expired: sees(null),
  publishable: sees(anonAsymmetric),
  secret: sees(serviceAsymmetric),
};

/** A socket of a browser has its key in the query; the person's token comes later, through the socket. */
const socket: Cells = { ...keyed, user: sees(anon) };

const refused = (status: 401 | 403): Cells => ({
  none: status,
  anon: status,
  service: status,
  user: status,
  wrong: status,
  expired: status,
  publishable: status,
  secret: status,
});

export type TableRow = {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  upstream: GatewayUpstream;
  /** As the service sees it. */
  upstreamPath: string;
  /** Where the service looks for the token. */
  carrier: "authorization" | "x-api-key" | "sb-api-key";
  socket?: true;
  /** Headers that the service must see besides. */
  also?: Readonly<Record<string, string>>;
  cells: Cells;
};

/** Every route, and what tries to get around one. */
export const gatewayTable: readonly TableRow[] = [
  row("GET", "/auth/v1/verify?token=t", "auth", "/verify?token=t", asSent),
  row("POST", "/auth/v1/verify", "auth", "/verify", asSent),
  row("GET", "/auth/v1/callback?code=c", "auth", "/callback?code=c", asSent),
  row("GET", "/auth/v1/authorize?provider=github", "auth", "/authorize?provider=github", asSent),
  row("GET", "/auth/v1/.well-known/jwks.json", "auth", "/.well-known/jwks.json", asSent),
  row("POST", "/auth/v1/sso/saml/acs", "auth", "/sso/saml/acs", asSent),
  row("GET", "/auth/v1/sso/saml/metadata?download=true", "auth", "/sso/saml/metadata?download=true", asSent),
  row(
    "GET",
    "/.well-known/oauth-authorization-server/auth/v1",
    "auth",
    "/.well-known/oauth-authorization-server",
    asSent,
  ),
  row("GET", "/auth/v1/health", "auth", "/health", keyed),
  row("POST", "/auth/v1/token?grant_type=password", "auth", "/token?grant_type=password", keyed),
  row("GET", "/auth/v1/admin/users", "auth", "/admin/users", keyed),
  row("GET", "/auth/v1/", "auth", "/", keyed),
  row("GET", "/auth/v1/callback/../admin/users", "auth", "/admin/users", keyed),
  row("GET", "/auth/v1/callback/%2e%2e/admin/users", "auth", "/admin/users", keyed),
  row("GET", "/rest/v1/", "rest", "/", serviceOnly),
  row("HEAD", "/rest/v1/", "rest", "/", serviceOnly),
  row("GET", "/rest/v1//", "rest", "/", serviceOnly),
  row("GET", "/rest/v1/./", "rest", "/", serviceOnly),
  row("GET", "/rest/v1/?select=*", "rest", "/?select=*", serviceOnly),
  row("GET", "/rest/v1/todos?select=*&id=eq.1", "rest", "/todos?select=*&id=eq.1", keyed),
  row("POST", "/rest/v1/rpc/hello", "rest", "/rpc/hello", keyed),
  row("PATCH", "/rest/v1/todos?id=eq.1", "rest", "/todos?id=eq.1", keyed),
  row("DELETE", "/rest/v1/todos?id=eq.1", "rest", "/todos?id=eq.1", keyed),
  {
    ...row("POST", "/graphql/v1", "rest", "/rpc/graphql", keyed),
    also: { "content-profile": "graphql_public" },
  },
  row("POST", "/realtime/v1/api/broadcast", "realtime", "/api/broadcast", keyed),
  row("GET", "/realtime/v1/api/openapi", "realtime", "", refused(403)),
  row("GET", "/realtime/v1/api/tenants/realtime-dev/health", "realtime", "", refused(403)),
  row("DELETE", "/realtime/v1/api/./tenants/realtime-dev", "realtime", "", refused(403)),
  {
    ...row("GET", "/realtime/v1/websocket?vsn=1.0.0", "realtime", "/socket/websocket?vsn=1.0.0", socket),
    carrier: "x-api-key",
    socket: true,
  },
  row("GET", "/storage/v1/object/public/b/a.txt", "storage", "/object/public/b/a.txt", translated),
  row("POST", "/storage/v1/object/b/a.txt", "storage", "/object/b/a.txt", translated),
  row("PUT", "/storage/v1/s3/b/a.txt?x-id=PutObject", "storage", "/s3/b/a.txt?x-id=PutObject", translated),
  { ...row("GET", "/functions/v1/hello", "functions", "/hello", vouched), carrier: "sb-api-key" },
  {
    ...row("POST", "/functions/v1/hello/more?a=b", "functions", "/hello/more?a=b", vouched),
    carrier: "sb-api-key",
  },
  row("GET", "/functions/v1/hello?a=b", "functions", "/hello?a=b", asSent),
  row("GET", "/pg/tables", "meta", "/tables", { ...serviceOnly, secret: sees(secret) }),
  row("POST", "/pg/query", "meta", "/query", { ...serviceOnly, secret: sees(secret) }),
  row("POST", "/storage/v1/../../pg/query", "meta", "/query", { ...serviceOnly, secret: sees(secret) }),
  row("POST", "/mcp", "studio", "", refused(403)),
  row("POST", "/api/mcp", "studio", "", refused(403)),
  row("GET", "/", "studio", "/", refused(401)),
  row("GET", "/project/default", "studio", "/project/default", refused(401)),
  row("GET", "/api/platform/profile", "studio", "/api/platform/profile", refused(401)),
];

export const CELL_COUNT = gatewayTable.length * CALLERS.length;

function row(
  method: TableRow["method"],
  path: string,
  upstream: GatewayUpstream,
  upstreamPath: string,
  cells: Cells,
): TableRow {
  return { method, path, upstream, upstreamPath, carrier: "authorization", cells };
}
