import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureCacheFolder, testCacheFolder } from "./cache-folder.mjs";
import { acquireFileLock } from "./file-lock.mjs";
import {
  freeLoopbackPort,
  STORE_HEADER,
  spawnRegistry,
  storeIdentity,
  writeRegistryConfig,
} from "./registry.mjs";
import { pingRegistry } from "./registry-client.mjs";

/** @typedef {{ pid: number, port: number }} RegistryState */

const stateFile = () => join(testCacheFolder(), "registry-state.json");
const sharedStore = () => join(testCacheFolder(), "registry-store");

/** @returns {Promise<RegistryState | undefined>} what the last start wrote, whether or not it still runs */
async function readState() {
  const text = await readFile(stateFile(), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const state = JSON.parse(text);
  return Number.isInteger(state.pid) && Number.isInteger(state.port) ? state : undefined;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether a registry over our store answers there
 */
async function servesSharedStore(port) {
  const answer = await pingRegistry({ url: `http://127.0.0.1:${port}` }).catch(() => undefined);
  return answer?.status === 200 && answer.headers[STORE_HEADER] === storeIdentity(sharedStore());
}

/**
 * Finds or starts the registry that all test runs of this user share. It keeps running after the caller ends.
 * @param {{ log: (line: string) => void }} settings
 * @returns {Promise<{ host: string, url: string }>}
 */
export async function ensureTestRegistry({ log }) {
  const folder = await ensureCacheFolder();
  const lock = await acquireFileLock(join(folder, "registry.lock"), log);
  try {
    const known = await readState();
    if (known && (await servesSharedStore(known.port))) return address(known.port);
    // The same port as last time where it can be had: image names that engines and stacks hold stay valid.
    const port = known
      ? await start(known.port, log).catch(() => startOnFreePort(log))
      : await startOnFreePort(log);
    return address(port);
  } finally {
    await lock.release();
  }
}

/** @param {number} port */
function address(port) {
  return { host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}` };
}

/** @param {(line: string) => void} log */
async function startOnFreePort(log) {
  return start(await freeLoopbackPort(), log);
}

/**
 * @param {number} port
 * @param {(line: string) => void} log
 */
async function start(port, log) {
  const folder = testCacheFolder();
  const configFile = await writeRegistryConfig({ folder, storeDir: sharedStore(), port });
  const child = await spawnRegistry({
    configFile,
    storeDir: sharedStore(),
    logFile: join(folder, "registry.log"),
    port,
    detached: true,
    log,
  });
  child.unref();
  await writeFile(stateFile(), JSON.stringify({ pid: child.pid, port }));
  log(`test registry on 127.0.0.1:${port} over ${sharedStore()}`);
  return port;
}

/**
 * Stops the shared registry if it runs. Its images stay in the store.
 * @returns {Promise<boolean>} whether one was stopped
 */
export async function stopTestRegistry() {
  const lock = await acquireFileLock(join(await ensureCacheFolder(), "registry.lock"), () => {});
  try {
    const known = await readState();
    // The state's pid may be another process by now; the answer on the port says that it is ours.
    if (!known || !(await servesSharedStore(known.port))) return false;
    process.kill(known.pid, "SIGTERM");
    await rm(stateFile(), { force: true });
    return true;
  } finally {
    await lock.release();
  }
}
