import { WebSocketServer } from "ws";
import { databaseAddress, requireDatabase } from "./database.mjs";
import { requireAtLeast, requireBytes, requireVariables, wholeNumber } from "./environment.mjs";
import { bearerOf, pathOf, sendJson, serve } from "./http.mjs";
import { keySet, readToken } from "./tokens.mjs";

/** @typedef {{ on: (event: string, listener: (data: Buffer) => void) => void, send: (text: string) => void }} Opened */

/** Plays Realtime: sockets open with a key of the stack, channels can be joined, and nothing is ever sent. */
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
  const tenant = process.env.SELF_HOST_TENANT_NAME || "realtime-dev";
  const server = serve("Realtime (stand-in)", wholeNumber("PORT", 4000), (incoming, answer) => {
    const asked = /^\/api\/tenants\/([^/]+)\/health$/.exec(pathOf(incoming))?.[1];
    const isValid = "claims" in readToken(bearerOf(incoming), keys);
    if (asked !== undefined) {
      if (!isValid) return sendJson(answer, 403, { message: "Unauthorized" });
      if (asked !== tenant) return sendJson(answer, 404, { message: "Tenant not found" });
      return sendJson(answer, 200, { data: { healthy: true, db_connected: true, connected_cluster: 0 } });
    }
    if (pathOf(incoming) !== "/api/broadcast") return sendJson(answer, 404, { message: "Not found" });
    const key = incoming.headers.apikey;
    const isKey = "claims" in readToken(typeof key === "string" ? key : bearerOf(incoming), keys);
    return isKey ? answer.writeHead(202).end() : sendJson(answer, 401, { message: "Unauthorized" });
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
    return sockets.handleUpgrade(incoming, socket, head, (/** @type {Opened} */ opened) => {
      opened.on("message", (data) => opened.send(reply(JSON.parse(String(data)), inLists)));
    });
  });
}

/**
 * @param {unknown} message of Phoenix: an object, or in its newer form a list
 * @param {boolean} inLists
 */
function reply(message, inLists) {
  const payload = { status: "ok", response: { postgres_changes: [] } };
  if (!inLists) return JSON.stringify({ ...Object(message), event: "phx_reply", payload });
  const [joined, reference, topic] = Array.isArray(message) ? message : [];
  return JSON.stringify([joined, reference, topic, "phx_reply", payload]);
}
