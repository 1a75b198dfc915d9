import {
  ADMIN_GROUP,
  ANON_GROUP,
  AUTHORIZATION_TOKEN,
  cors,
  dashboardPassword,
  forbidden,
  functionsKey,
  type GatewayPlugin,
  headerSet,
  keyOf,
  realtimeKey,
  STORAGE_AUTHORIZATION_TOKEN,
  withoutBlank,
} from "@/lib/stacks/supabase/files/gateway-plugins";

/** The services that the gateway leads to. One that is switched off has no route. */
export type GatewayUpstream = "auth" | "rest" | "realtime" | "storage" | "functions" | "meta" | "studio";

export type GatewayRoute = {
  /** Unique; of the route and of the service that it leads to. */
  name: string;
  upstream: GatewayUpstream;
  /** A prefix, or a regular expression after `~`, which Kong tries first. The matched part is cut off. */
  path: string;
  url: string;
  plugins: readonly GatewayPlugin[];
  /** Milliseconds without a byte from the service; Kong's own value is 60,000. */
  readTimeoutMs?: number;
};

/** Where the entry script puts the path at which RFC 8414 looks for the metadata of the issuer. */
export const OAUTH_PATH_TOKEN = "@OAUTH_METADATA_PATH@";

/** The first label is the id of Realtime's tenant; the service has this name as a network alias. */
const REALTIME = "http://realtime-dev.supabase-realtime:4000";

/** The edge runtime ends a request that was idle for 150 s; the gateway must not be the first. */
const FUNCTIONS_READ_TIMEOUT_MS = 160_000;

const anyKey = keyOf([ADMIN_GROUP, ANON_GROUP]);
const serviceKey = keyOf([ADMIN_GROUP]);
const authorization = headerSet("Authorization", AUTHORIZATION_TOKEN);

/** Every route, as upstream's own Kong file has them; more exact ones need not stand first, Kong sorts. */
export const gatewayRoutes: readonly GatewayRoute[] = [
  open("auth-v1-open", "/auth/v1/verify", "http://auth:9999/verify"),
  open("auth-v1-open-callback", "/auth/v1/callback", "http://auth:9999/callback"),
  open("auth-v1-open-authorize", "/auth/v1/authorize", "http://auth:9999/authorize"),
  open("auth-v1-open-jwks", "/auth/v1/.well-known/jwks.json", "http://auth:9999/.well-known/jwks.json"),
  open("auth-v1-open-sso-acs", "/auth/v1/sso/saml/acs", "http://auth:9999/sso/saml/acs"),
  open("auth-v1-open-sso-metadata", "/auth/v1/sso/saml/metadata", "http://auth:9999/sso/saml/metadata"),
  open("well-known-oauth", OAUTH_PATH_TOKEN, "http://auth:9999/.well-known/oauth-authorization-server"),
  {
    name: "auth-v1",
    upstream: "auth",
    path: "/auth/v1/",
    url: "http://auth:9999/",
    plugins: [cors, ...anyKey, authorization],
  },
  {
    // The description of every table is for the service key alone.
    name: "rest-v1-openapi",
    upstream: "rest",
    path: "~/rest/v1/$",
    url: "http://rest:3000/",
    plugins: [cors, ...serviceKey, authorization],
  },
  {
    name: "rest-v1",
    upstream: "rest",
    path: "/rest/v1/",
    url: "http://rest:3000/",
    plugins: [cors, ...anyKey, authorization],
  },
  {
    name: "graphql-v1",
    upstream: "rest",
    path: "/graphql/v1",
    url: "http://rest:3000/rpc/graphql",
    plugins: [
      cors,
      ...anyKey,
      headerSet("Authorization", AUTHORIZATION_TOKEN, ["Content-Profile:graphql_public"]),
    ],
  },
  {
    name: "realtime-v1-ws",
    upstream: "realtime",
    path: "/realtime/v1/",
    url: `${REALTIME}/socket`,
    plugins: [cors, ...anyKey, realtimeKey],
  },
  {
    name: "realtime-v1-rest",
    upstream: "realtime",
    path: "/realtime/v1/api",
    url: `${REALTIME}/api`,
    plugins: [cors, ...anyKey, authorization],
  },
  blocked("realtime-v1-rest-openapi", "realtime", "/realtime/v1/api/openapi", `${REALTIME}/api/openapi`),
  blocked("realtime-v1-rest-tenants", "realtime", "/realtime/v1/api/tenants", `${REALTIME}/api/tenants`),
  {
    // Storage has public objects and signed links, and so judges by itself.
    name: "storage-v1",
    upstream: "storage",
    path: "/storage/v1/",
    url: "http://storage:5000/",
    plugins: [cors, headerSet("Authorization", STORAGE_AUTHORIZATION_TOKEN), withoutBlank("Authorization")],
  },
  {
    // Each function decides about keys: the main service when it verifies tokens, or the function's own code.
    name: "functions-v1",
    upstream: "functions",
    path: "/functions/v1/",
    url: "http://functions:9000/",
    plugins: [cors, functionsKey, withoutBlank("sb-api-key")],
    readTimeoutMs: FUNCTIONS_READ_TIMEOUT_MS,
  },
  { name: "meta", upstream: "meta", path: "/pg/", url: "http://meta:8080/", plugins: serviceKey },
  blocked("mcp-blocker", "studio", "/api/mcp", "http://studio:3000/api/mcp"),
  blocked("mcp", "studio", "/mcp", "http://studio:3000/api/mcp"),
  {
    name: "dashboard",
    upstream: "studio",
    path: "/",
    url: "http://studio:3000/",
    plugins: [cors, dashboardPassword],
  },
];

/** What a browser opens without a key: links in e-mails, ways back from a provider, public metadata. */
function open(name: string, path: string, url: string): GatewayRoute {
  return { name, upstream: "auth", path, url, plugins: [cors] };
}

function blocked(name: string, upstream: GatewayUpstream, path: string, url: string): GatewayRoute {
  return { name, upstream, path, url, plugins: [forbidden] };
}
