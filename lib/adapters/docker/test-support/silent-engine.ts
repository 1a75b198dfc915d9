import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type SilentEngine = { socketPath: string; connections: () => number; close(): Promise<void> };

/** What a hung engine looks like from outside: it accepts connections and never answers. */
export async function silentEngine(onConnection: (socket: Socket) => void = () => {}): Promise<SilentEngine> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-silent-"));
  const socketPath = join(folder, "engine.sock");
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    // Without reading, the end of the connection would go unnoticed.
    socket.resume();
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    connections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
