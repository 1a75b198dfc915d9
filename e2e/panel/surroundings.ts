import { join, resolve } from "node:path";
import { ensureTestRegistry } from "@/e2e/registry/test-registry.mjs";
import { setUpEngineAndCompose } from "@/lib/launch/engine-and-compose.mjs";

export const ROOT = resolve(import.meta.dirname, "../..");

/** What a panel under test deploys to, and where its images come from. */
export type Surroundings = { socket: string; composePath: string; registry: string };

let found: Promise<Surroundings> | undefined;

/**
 * The engine, Compose and the test registry. `npm test` names the first two; a runner started by hand finds them
 * the way `npm start` does.
 */
export function findSurroundings(): Promise<Surroundings> {
  found ??= find();
  return found;
}

async function find(): Promise<Surroundings> {
  const { host: registry } = await ensureTestRegistry({ log: () => {} });
  const { SLIPWAY_ENGINE_SOCKET: socket, SLIPWAY_COMPOSE_PATH: composePath } = process.env;
  if (socket && composePath) return { socket, composePath, registry };
  const own = await setUpEngineAndCompose({
    env: process.env,
    root: ROOT,
    logFolder: join(ROOT, ".cache"),
    engineOff: false,
    terminal: {
      say: () => {},
      warn: () => {},
      step: (_title, work) => work(),
    },
  });
  if (own.socket === undefined || own.composePath === undefined) {
    throw new Error(`This journey needs an engine and Compose: ${own.missing}`);
  }
  return { socket: own.socket, composePath: own.composePath, registry };
}
