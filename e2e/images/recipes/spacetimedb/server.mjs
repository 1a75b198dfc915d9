import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { VERSION } from "./arguments.mjs";
import { answerDatabase } from "./database-routes.mjs";
import { callerOf, sendJson, sendText } from "./http.mjs";
import { answerIdentity } from "./identity-routes.mjs";
import { metricsText } from "./metrics.mjs";

/** @typedef {import("./http.mjs").Incoming} Incoming */
/** @typedef {import("./http.mjs").Answer} Answer */
/** @typedef {ReturnType<typeof import("./keys.mjs").loadKeys>} Keys */
/** @typedef {ReturnType<typeof import("./databases.mjs").databaseStore>} Databases */
/** @typedef {{ keys: Keys, databases: Databases, log: (line: string) => void }} Server */

/**
 * @typedef {object} Request
 * @property {string} path
 * @property {string} method
 * @property {import("./http.mjs").Caller | undefined} caller
 * @property {Keys} keys
 * @property {Databases} databases
 * @property {Incoming} incoming
 * @property {Answer} answer
 */

/** Of the protocol's handshake (RFC 6455). */
const WEBSOCKET_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** @param {Server} server */
export function httpServer({ keys, databases, log }) {
  const counted = { clients: 0, requests: 0 };
  const server = createServer(async (incoming, answer) => {
    const path = new URL(incoming.url ?? "/", "http://server").pathname;
    const method = incoming.method ?? "GET";
    answer.setHeader("access-control-allow-origin", "*");
    const read = callerOf(incoming, keys);
    if ("status" in read) return sendText(answer, read.status, read.text);
    const request = { path, method, caller: read.caller, keys, databases, incoming, answer };
    try {
      if (path === "/v1/identity" || path.startsWith("/v1/identity/")) return answerIdentity(request);
      if (path === "/v1/database" || path.startsWith("/v1/database/")) return await answerDatabase(request);
      return answerOther(path, method, answer, counted);
    } catch (error) {
      log(`error: ${method} ${path}: ${error instanceof Error ? error.message : error}`);
      return sendText(answer, 500, "Internal error");
    }
  });
  server.on("upgrade", (incoming, socket) => {
    const path = new URL(incoming.url ?? "/", "http://server").pathname;
    const [, name = ""] = /^\/v1\/database\/([^/]+)\/subscribe$/.exec(path) ?? [];
    const read = callerOf(incoming, keys);
    const key = incoming.headers["sec-websocket-key"];
    const status =
      "status" in read ? read.status : databases.find(name) === undefined ? 404 : key ? 101 : 400;
    if (status !== 101) {
      socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    counted.clients += 1;
    socket.on("data", () => {
      counted.requests += 1;
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      counted.clients -= 1;
    });
    const accept = createHash("sha1").update(`${key}${WEBSOCKET_GUID}`).digest("base64");
    const [protocol] = String(incoming.headers["sec-websocket-protocol"] ?? "").split(",");
    socket.write(
      [
        "HTTP/1.1 101 Switching Protocols",
        ...["upgrade: websocket", "connection: Upgrade", `sec-websocket-accept: ${accept}`],
        ...(protocol ? [`sec-websocket-protocol: ${protocol.trim()}`] : []),
        "\r\n",
      ].join("\r\n"),
    );
  });
  return server;
}

/**
 * @param {string} path
 * @param {string} method
 * @param {Answer} answer
 * @param {{ clients: number, requests: number }} counted
 */
function answerOther(path, method, answer, counted) {
  if (method !== "GET" && method !== "OPTIONS") return sendText(answer, 405);
  switch (path) {
    case "/v1/ping":
      return sendText(answer, 200);
    case "/v1/health":
      return sendJson(answer, {
        package_name: "spacetimedb-standalone",
        version: VERSION,
        nodes: [0],
        schedulable: true,
      });
    case "/v1/metrics":
      return sendText(answer, 200, metricsText(counted));
    // Names an address that is not its own, as the server does.
    case "/v1/prometheus/sd_config":
      return sendJson(answer, [{ targets: ["node:80"], labels: {} }]);
    case "/internal/heap":
    case "/internal/heap/settings":
    case "/internal/task-dump":
      return sendText(answer, 200, "stand-in");
    default:
      return sendText(answer, 404);
  }
}
