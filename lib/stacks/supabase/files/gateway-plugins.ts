/** A plugin as Kong's declarative file names it, with the configuration that we set. */
export type GatewayPlugin = { name: string; config?: Readonly<Record<string, unknown>> };

/** Group of the consumer behind the service_role key. */
export const ADMIN_GROUP = "admin";
/** Group of the consumer behind the anon key. */
export const ANON_GROUP = "anon";

/** What the entry script puts in place of these is a template of request-transformer. */
export const AUTHORIZATION_TOKEN = "@AUTHORIZATION@";
export const STORAGE_AUTHORIZATION_TOKEN = "@STORAGE_AUTHORIZATION@";
export const REALTIME_KEY_TOKEN = "@REALTIME_KEY@";
export const FUNCTIONS_KEY_TOKEN = "@FUNCTIONS_KEY@";

/** Answers preflights of any origin, and marks answers as readable to any. */
export const cors: GatewayPlugin = { name: "cors" };

export const forbidden: GatewayPlugin = {
  name: "request-termination",
  config: { status_code: 403, message: "Access is forbidden." },
};

/** Asks for the dashboard's password, and does not hand it on to Studio. */
export const dashboardPassword: GatewayPlugin = { name: "basic-auth", config: { hide_credentials: true } };

/** Asks for a key, as header or query parameter `apikey`, of a consumer in one of these groups. */
export function keyOf(groups: readonly string[]): readonly GatewayPlugin[] {
  return [
    { name: "key-auth", config: { hide_credentials: false } },
    { name: "acl", config: { hide_groups_header: true, allow: groups } },
  ];
}

/** Sets the header whether or not the client sent one: `replace` alone needs one, `add` alone keeps the client's. */
export function headerSet(header: string, token: string, more: readonly string[] = []): GatewayPlugin {
  const entry = `${header}:${token}`;
  return {
    name: "request-transformer",
    config: { add: { headers: [entry, ...more] }, replace: { headers: [entry] } },
  };
}

/** Realtime reads the key of a socket from its own header or from the query. */
export const realtimeKey: GatewayPlugin = {
  name: "request-transformer",
  config: {
    add: { headers: [`x-api-key:${REALTIME_KEY_TOKEN}`] },
    replace: { headers: [`x-api-key:${REALTIME_KEY_TOKEN}`], querystring: [`apikey:${REALTIME_KEY_TOKEN}`] },
  },
};

/** A client must not be able to send the header by which the gateway vouches for a newer key. */
export const functionsKey: GatewayPlugin = {
  name: "request-transformer",
  config: { remove: { headers: ["sb-api-key"] }, add: { headers: [`sb-api-key:${FUNCTIONS_KEY_TOKEN}`] } },
};

/** A template that came out empty leaves an empty header; services take that for a bad one, and none for none. */
export function withoutBlank(header: string): GatewayPlugin {
  return {
    name: "post-function",
    config: {
      access: [
        `if not (kong.request.get_header("${header}") or ""):find("%S") then kong.service.request.clear_header("${header}") end`,
      ],
    },
  };
}
