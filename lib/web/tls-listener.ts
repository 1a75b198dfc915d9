import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer, type Server, type ServerOptions } from "node:https";
import type { Socket } from "node:net";
import { isLoopbackAddress } from "@/lib/launch/panel-access.mjs";
import { refuseUpgrades } from "@/lib/web/refuse-upgrades";
import { isListed, requestPeer } from "@/lib/web/request-peer";

/** First byte of a TLS connection: the type of a handshake record (RFC 8446, 5.1). No method of HTTP begins so. */
const HANDSHAKE = 0x16;

/** Longer than any honest connection stays silent. */
const FIRST_BYTE_MS = 10_000;
const HANDSHAKE_MS = 10_000;
/** Plain connections carry one request each, and the longest of them is a page that is being made. */
const PLAIN_MS = 30_000;

export type TlsListeners = {
  onRequest: RequestListener;
  /** Gets what came in clear. */
  onPlain: RequestListener;
  /** Addresses of named proxies. One on this very machine may speak plain http to the port: it crosses no network. */
  proxies: readonly string[];
};

/** A server for https whose port also hears plain http, which would otherwise be a connection that dies without a word. */
export function createTlsServer(
  options: ServerOptions,
  { onRequest, onPlain, proxies }: TlsListeners,
): Server {
  const server = createHttpsServer({ ...options, handshakeTimeout: HANDSHAKE_MS }, onRequest);
  const proxied = createHttpServer(onRequest);
  const plain = createHttpServer((request, response) => {
    response.setHeader("connection", "close");
    onPlain(request, response);
  });
  for (const inner of [proxied, plain]) refuseUpgrades(inner);
  const takeTls = server.listeners("connection");
  server.removeAllListeners("connection");
  server.on("connection", (socket: Socket) => {
    const gone = () => socket.destroy();
    socket.setTimeout(FIRST_BYTE_MS, gone);
    socket.once("error", gone);
    socket.once("data", (chunk: Buffer) => {
      socket.pause();
      socket.setTimeout(0, gone);
      socket.off("error", gone);
      socket.unshift(chunk);
      if (chunk[0] === HANDSHAKE) {
        for (const take of takeTls) take.call(server, socket);
        return;
      }
      const peer = requestPeer(socket.remoteAddress, undefined, []);
      if (isLoopbackAddress(peer) && isListed(peer, proxies)) {
        proxied.emit("connection", socket);
      } else {
        // A server that does not listen itself never looks for slow requests.
        const limit = setTimeout(gone, PLAIN_MS);
        socket.once("close", () => clearTimeout(limit));
        plain.emit("connection", socket);
      }
      process.nextTick(() => socket.resume());
    });
  });
  return server;
}
