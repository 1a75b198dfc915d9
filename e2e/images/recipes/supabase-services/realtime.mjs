import { WebSocketServer } from "ws";
import { databaseAddress, requireDatabase } from "./database.mjs";
import { requireAtLeast, requireBytes, requireVariables, wholeNumber } from "./environment.mjs";
import { bearerOf, pathOf, readBody, sendJson, serve } from "./http.mjs";
import { createChannels } from "./realtime-channels.mjs";
import { keySet, readToken } from "./tokens.mjs";

/** Plays Realtime: sockets open with a key of the stack, and channels can be joined. */
export async function start() {
  requireVariables(
    "DB_HOST",
    "DB_PORT",
    "DB_USER",
    "DB_PASSWORD",
    "DB_NAME",
    "APP_NAME",
    "METRICS_JWT_SECRET",
  );
  requireAtLeast("SECRET_KEY_BASE", 64);
  requireBytes("DB_ENC_KEY", 16);
  const keys = keySet("API_JWT_SECRET", "API_JWT_JWKS");
  const address = databaseAddress({
    user: "DB_USER",
    password: "DB_PASSWORD",
    host: "DB_HOST",
    port: "DB_PORT",
    database: "DB_NAME",
  });
  await requireDatabase(address, "DB_PASSWORD", ["_realtime"]);
  const channels = createChannels(keys);
  const tenant = process.env.SELF_HOST_TENANT_NAME || "realtime-dev";
  const server = serve("Realtime (stand-in)", wholeNumber("PORT", 4000), async (incoming, answer) => {
    const asked = /^\/api\/tenants\/([^/]+)\/health$/.exec(pathOf(incoming))?.[1];
    const isValid = "claims" in readToken(bearerOf(incoming), keys);
    if (asked !== undefined) {
      if (!isValid) return sendJson(answer, 403, { message: "Unauthorized" });
      if (asked !== tenant) return sendJson(answer, 404, { message: "Tenant not found" });
      return sendJson(answer, 200, { data: { healthy: true, db_connected: true, connected_cluster: 0 } });
    }
    const said = await readBroadcasts(incoming);
    if (said === undefined) return sendJson(answer, 404, { message: "Not found" });
    // The bearer counts: the gateway puts a token there for a newer key, and leaves that in the other header.
    const key = incoming.headers.apikey;
    const isKey = "claims" in readToken(bearerOf(incoming) ?? (typeof key === "string" ? key : ""), keys);
    if (!isKey) return sendJson(answer, 401, { message: "Unauthorized" });
    if (said.some((one) => one.private)) return sendJson(answer, 403, { message: "You are not allowed" });
    for (const { topic, event, payload } of said) {
      channels.broadcast(`realtime:${topic}`, { event, payload });
    }
    return answer.writeHead(202).end();
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (incoming, socket, head) => {
    const asked = new URL(incoming.url ?? "/", "http://localhost");
    // It knows its tenants by the first label of the name that it is called by.
    const named = (incoming.headers.host ?? "").split(".")[0];
    const key = asked.searchParams.get("apikey") ?? incoming.headers["x-api-key"];
    const status =
      asked.pathname !== "/socket/websocket" || named !== tenant
        ? "404 Not Found"
        : "claims" in readToken(String(key ?? ""), keys)
          ? undefined
          : "403 Forbidden";
    if (status !== undefined)
      return socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    const inLists = asked.searchParams.get("vsn")?.startsWith("2") ?? false;
    return sockets.handleUpgrade(
      incoming,
      socket,
      head,
      (/** @type {import("./realtime-channels.mjs").Opened} */ opened) =>
        channels.open(opened, inLists, String(key)),
    );
  });
}

/** @typedef {{ topic: string, event: string, payload: unknown, private?: boolean }} Broadcast */

/**
 * Several at once, or one whose topic and event stand in the path.
 * @param {import("./http.mjs").Incoming} incoming
 * @returns {Promise<Broadcast[] | undefined>}
 */
async function readBroadcasts(incoming) {
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://localhost");
  const one = /^\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/.exec(pathname);
  if (incoming.method !== "POST" || (one === null && pathname !== "/api/broadcast")) return undefined;
  const body = JSON.parse((await readBody(incoming)).toString() || "{}");
  if (one === null) return body.messages ?? [];
  const [topic = "", event = ""] = one.slice(1).map(decodeURIComponent);
  return [{ topic, event, payload: body, private: searchParams.get("private") === "true" }];
}
