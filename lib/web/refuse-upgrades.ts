import type { IncomingMessage, Server } from "node:http";
import type { Server as TlsServer } from "node:https";
import type { Duplex } from "node:stream";

/**
 * Nothing here speaks anything but HTTP. The pages' framework listens for upgrades of its own accord, once it has
 * answered a request, and would take them past every check.
 */
export function refuseUpgrades(server: Server | TlsServer): void {
  const refuse = (_: IncomingMessage, socket: Duplex) => {
    socket.on("error", () => undefined);
    socket.end("HTTP/1.1 426 Upgrade Required\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
  };
  server.on("upgrade", refuse);
  server.on("newListener", (event, listener) => {
    if (event === "upgrade") process.nextTick(() => server.off("upgrade", listener));
  });
}
