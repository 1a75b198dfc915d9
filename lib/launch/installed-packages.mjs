import { createHash } from "node:crypto";

/**
 * @param {string | Uint8Array} text
 * @returns {string}
 */
export function hashOf(text) {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * Whether npm's own record of what it installed (node_modules/.package-lock.json) holds all that the lock asks for,
 * so that an `npm ci` typed by hand is not done again. Optional packages are for other platforms or may fail.
 * @param {string} lockText package-lock.json
 * @param {string} recordText node_modules/.package-lock.json
 * @returns {boolean}
 */
export function recordFitsLock(lockText, recordText) {
  const wanted = packagesOf(lockText);
  const present = packagesOf(recordText);
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    const skippable =
      path === "" || entry.optional === true || entry.devOptional === true || entry.peer === true;
    return skippable || present[path]?.version === entry.version;
  });
}

/**
 * @param {string} text a lock of version 2 or 3
 * @returns {Record<string, { version?: unknown, optional?: unknown, devOptional?: unknown, peer?: unknown }> | undefined}
 */
function packagesOf(text) {
  try {
    /** @type {{ packages?: unknown } | null} */
    const lock = JSON.parse(text);
    const packages = lock?.packages;
    return typeof packages === "object" && packages !== null
      ? /** @type {Record<string, {}>} */ (packages)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether an install failed because a native package had to be compiled and could not be.
 * @param {string} output of `npm ci`
 * @returns {boolean}
 */
export function lacksCompiler(output) {
  return /gyp ERR!|node-gyp|not found: (make|g\+\+|cc|python3?)|Could not find any Python|prebuild-install/i.test(
    output,
  );
}
