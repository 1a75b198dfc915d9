import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import type next from "next";

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Next's handler for the standalone build, loaded from that folder with the configuration that was baked in, so that
 * neither a configuration file nor its compiler is loaded at run time.
 * @param folder `.next/standalone`
 * @param address of our own server: after an action that leads to another page, Next asks it for that page
 */
export async function loadNextHandler(
  folder: string,
  address: { hostname: string; port: number },
): Promise<PageHandler> {
  const manifest = await readFile(join(folder, ".next", "required-server-files.json"), "utf8");
  const { config } = JSON.parse(manifest) as { config: object };
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config);
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  // Without it Next asks by the scheme that browsers use, which where a proxy ends https is not the one spoken here.
  process.env.__NEXT_PRIVATE_ORIGIN = `http://${address.hostname}:${address.port}`;
  process.chdir(folder);
  const load = createRequire(join(folder, "server.js"));
  const createNext = load("next") as typeof next;
  const server = createNext({ dev: false, dir: folder, conf: config, quiet: true, ...address });
  await server.prepare();
  return server.getRequestHandler();
}
