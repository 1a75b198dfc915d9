import { mkdir } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";

/**
 * Where images, downloads and the registry's state outlive one run, shared by all clones of one user.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function testCacheFolder(env = process.env) {
  if (env.SLIPWAY_TEST_CACHE) return resolve(env.SLIPWAY_TEST_CACHE);
  // The XDG rules say that a relative value is to be ignored.
  const xdg = env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : undefined;
  return join(xdg ?? join(homedir(), ".cache"), "slipway-test");
}

/**
 * @param {...string} parts
 * @returns {Promise<string>} the folder below the cache, made if missing
 */
export async function ensureCacheFolder(...parts) {
  const folder = join(testCacheFolder(), ...parts);
  await mkdir(folder, { recursive: true });
  return folder;
}
