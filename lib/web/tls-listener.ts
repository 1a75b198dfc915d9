import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer, type Server, type ServerOptions } from "node:https";
import type { Socket } from "node:net";

/** First byte of a TLS connection: the type of a handshake record (RFC 8446, 5.1). No method of HTTP begins so. */
const HANDSHAKE = 0x16;

/** Longer than any honest connection stays silent. */
const FIRST_BYTE_MS = 10_000;
const HANDSHAKE_MS = 10_000;
/** Plain connections carry one request each, and the longest of them is a page that is being made. */
const PLAIN_MS = 30_000;

/**
 * A server for https whose port also hears plain http, which would otherwise be a connection that dies without a word.
 * @param onPlain gets what came in clear
 */
export function createTlsServer(
  options: ServerOptions,
  onRequest: RequestListener,
  onPlain: RequestListener,
): Server {
  const server = createHttpsServer({ ...options, handshakeTimeout: HANDSHAKE_MS }, onRequest);
  const plain = createHttpServer((request, response) => {
    response.setHeader("connection", "close");
    onPlain(request, response);
  });
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
      // The server for plain http does not listen itself, so its own limits on slow requests never run.
      const limit = setTimeout(gone, PLAIN_MS);
      socket.once("close", () => clearTimeout(limit));
      plain.emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  return server;
}
