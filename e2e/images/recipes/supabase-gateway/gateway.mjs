import http from "node:http";
import { runPlugins, saying } from "./plugins.mjs";
import { matchingRoute, normalizedPath } from "./routing.mjs";

/**
 * @typedef {import("./plugins.mjs").Answer} Answer
 * @typedef {(service: URL) => { host: string, port: number }} Locate
 * @typedef {object} Way where a request goes
 * @property {http.RequestOptions} request
 * @property {Record<string, string>} responseHeaders
 */

/** They speak of one connection, and are made anew for the next. */
const HOP_BY_HOP = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** @type {Locate} */
const byName = ({ hostname, port }) => ({ host: hostname, port: Number(port || 80) });

/**
 * A server that does with requests what Kong would do by the file.
 *
 * @param {import("./declaration.mjs").Declaration} declaration
 * @param {{ locate?: Locate, log?: (line: string) => void }} [options]
 */
export function createGateway(declaration, { locate = byName, log = () => {} } = {}) {
  const server = http.createServer((request, response) => {
    response.on("finish", () => log(accessLine(request, response)));
    const way = judged(request);
    if ("status" in way) {
      response.writeHead(way.status, way.headers).end(way.body);
      return;
    }
    const forwarded = http.request(way.request, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...way.responseHeaders });
      answer.pipe(response);
    });
    forwarded.on("timeout", () => forwarded.destroy(new Error("timeout")));
    forwarded.on("error", (error) => {
      const { status, headers, body } = failure(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(status, headers).end(body);
    });
    request.pipe(forwarded);
  });

  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const way = judged(request);
    if ("status" in way) {
      socket.end(rawAnswer(way));
      return;
    }
    const forwarded = http.request({
      ...way.request,
      headers: { ...way.request.headers, connection: "Upgrade", upgrade: request.headers.upgrade },
    });
    forwarded.on("upgrade", (answer, upstream, rest) => {
      upstream.on("error", () => socket.destroy());
      socket.on("close", () => upstream.destroy());
      socket.write(rawHead(101, answer.headers));
      if (rest.length > 0) socket.write(rest);
      if (head.length > 0) upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    forwarded.on("response", (answer) => {
      socket.write(rawHead(answer.statusCode ?? 502, { ...answer.headers, connection: "close" }));
      answer.pipe(socket);
    });
    forwarded.on("error", (error) => socket.end(rawAnswer(failure(error))));
    forwarded.end();
  });
  return server;

  /**
   * @param {http.IncomingMessage} incoming
   * @returns {Way | Answer}
   */
  function judged(incoming) {
    const [path = "/", query = ""] = (incoming.url ?? "/").split(/\?(.*)/s, 2);
    const match = matchingRoute(declaration.routes, normalizedPath(path));
    if (match === undefined) return saying(404, "no Route matched with those values");
    const { route, upstreamPath, prefix } = match;
    /** @type {Record<string, string>} */
    const headers = {};
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (!HOP_BY_HOP.includes(name)) headers[name] = Array.isArray(value) ? value.join(", ") : (value ?? "");
    }
    const request = {
      method: incoming.method ?? "GET",
      headers,
      query: new URLSearchParams(query),
      responseHeaders: {},
    };
    const before = request.query.toString();
    const answer = runPlugins(request, route.plugins, declaration);
    if (answer) return { ...answer, headers: { ...request.responseHeaders, ...answer.headers } };
    // Kong hands the query on as it came, unless a plugin has changed it.
    const after = request.query.toString();
    const search = after === before ? query : after;
    const host = incoming.headers.host ?? "";
    return {
      responseHeaders: request.responseHeaders,
      request: {
        ...locate(route.url),
        method: request.method,
        path: search === "" ? upstreamPath : `${upstreamPath}?${search}`,
        timeout: route.readTimeoutMs,
        headers: {
          ...headers,
          host: route.url.host,
          "x-forwarded-for": incoming.socket.remoteAddress ?? "",
          "x-forwarded-proto": "http",
          "x-forwarded-host": host.replace(/:\d+$/, ""),
          "x-forwarded-port": /:(\d+)$/.exec(host)?.[1] ?? "8000",
          "x-forwarded-path": path,
          "x-forwarded-prefix": prefix,
        },
      },
    };
  }
}

/** @param {Error} error */
function failure(error) {
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return saying(503, "name resolution failed");
  if (error.message === "timeout") return saying(504, "The upstream server is timing out");
  return saying(502, "An invalid response was received from the upstream server");
}

/** @param {Answer} answer */
function rawAnswer({ status, headers, body }) {
  const length = String(Buffer.byteLength(body));
  return `${rawHead(status, { ...headers, "content-length": length, connection: "close" })}${body}`;
}

/**
 * @param {number} status
 * @param {http.IncomingHttpHeaders} headers
 */
function rawHead(status, headers) {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => `${name}: ${each}\r\n`),
  );
  return `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n`;
}

/**
 * nginx' combined format, which the log pipeline reads.
 *
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
function accessLine(request, response) {
  const now = new Date();
  const month = now.toLocaleString("en", { month: "short", timeZone: "UTC" });
  const day = String(now.getUTCDate()).padStart(2, "0");
  const time = `${day}/${month}/${now.getUTCFullYear()}:${now.toISOString().slice(11, 19)} +0000`;
  const bytes = response.getHeader("content-length") ?? 0;
  const what = `${request.method} ${request.url} HTTP/${request.httpVersion}`;
  const { referer = "-", "user-agent": agent = "-" } = request.headers;
  return `${request.socket.remoteAddress ?? "-"} - - [${time}] "${what}" ${response.statusCode} ${bytes} "${referer}" "${agent}"`;
}
