import { chmodSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";

/** Ended connections may take this long to say goodbye. */
const CLOSE_MS = 1500;

/**
 * Serves an API on a Unix socket. A socket that a dead worker left is taken over: the lock on the data folder proves
 * that it is dead.
 * @param mode the permissions of the socket, which say who may call
 * @returns what closes it, open answers included
 */
export async function listen(api: Hono, path: string, mode: number): Promise<() => Promise<void>> {
  rmSync(path, { force: true });
  const server = createAdaptorServer({ fetch: api.fetch }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      chmodSync(path, mode);
      resolve();
    });
  });
  return () =>
    new Promise((resolve) => {
      const deadline = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      server.close(() => {
        clearTimeout(deadline);
        resolve();
      });
      server.closeIdleConnections();
    });
}
