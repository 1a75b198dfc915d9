import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** What a build is made of. Whatever else lies in the checkout never makes one stale. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "package-lock.json",
  "next.config.ts",
  "proxy.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
  "tsconfig.json",
];

/**
 * @param {string} path relative to the checkout, with "/" between the parts
 * @returns {boolean} whether a change of this file changes what is built
 */
export function isSource(path) {
  if (!SOURCES.some((source) => path === source || path.startsWith(`${source}/`))) return false;
  if (path.startsWith("lib/adapters/database/generated/")) return false;
  return !/\.test\.(ts|tsx|mjs)$|\.snap$|(^|\/)(__snapshots__|\.[^/]+)(\/|$)|\.md$/.test(path);
}

/**
 * A hash over names and contents of all sources.
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function hashSources(root) {
  const hash = createHash("sha256");
  for (const path of await listSources(root)) {
    // One after the other, with nothing else to do meanwhile: six times as quick as with promises.
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0`).update(createHash("sha256").update(content).digest());
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @returns {Promise<string[]>} sorted
 */
async function listSources(root) {
  /** @type {string[]} */
  const found = [];
  for (const source of SOURCES) {
    const path = join(root, source);
    const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(
      (/** @type {NodeJS.ErrnoException} */ error) => error.code ?? "",
    );
    if (entries === "ENOTDIR") found.push(source);
    if (typeof entries === "string") continue;
    for (const entry of entries) {
      if (entry.isFile()) found.push(relative(root, join(entry.parentPath, entry.name)).split(sep).join("/"));
    }
  }
  return found.filter(isSource).sort();
}
