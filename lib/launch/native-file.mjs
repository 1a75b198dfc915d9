import { readFile } from "node:fs/promises";

/** Below the root: the one file that a broken or script-less install lacks, compiled or downloaded by its script. */
export const NATIVE_FILE = "node_modules/better-sqlite3/build/Release/better_sqlite3.node";

/**
 * What better-sqlite3 12 calls when it was compiled with headers in which `node::ObjectWrap` takes back a hook each
 * time that an object is collected: those of Node 24.19 and 26.4, and newer ones. See nodejs/node#65446 and #65262.
 */
const HOOK = "RemoveEnvironmentCleanupHook";

/**
 * Whether a Node of this version ends, without a word that helps, as soon as memory is collected that belongs to such
 * an object. All of Node 24 does, since what the hook needs did not come with it; of Node 26 those before 26.4.
 * @param {string} path of better-sqlite3's file
 * @param {string} version of process.versions.node, e.g. "24.19.0"
 * @returns {Promise<boolean>} false too when there is no file
 */
export async function endsNode(path, version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
  if (major !== 24 && !(major === 26 && minor < 4)) return false;
  try {
    return (await readFile(path)).includes(HOOK);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
