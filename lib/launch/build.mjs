import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { withLock } from "./build-lock.mjs";
import { bundleEntries, ENTRIES } from "./bundles.mjs";
import { generateClient } from "./generate.mjs";
import { describeError, LaunchError } from "./launch-error.mjs";
import { lastLines, runCommand } from "./run-command.mjs";
import { hashSources } from "./source-files.mjs";
import { createTerminal } from "./terminal.mjs";

/** @typedef {import("./terminal.mjs").Terminal} Terminal */

const BUILD_TIMEOUT_MS = 20 * 60_000;

/** @param {string} root */
function pathsOf(root) {
  return {
    next: join(root, ".next"),
    nextBefore: join(root, ".cache", "next-before"),
    dist: join(root, "dist"),
    distNew: join(root, ".cache", "dist-new"),
    record: join(root, ".cache", "build-hash"),
    lock: join(root, ".cache", "build.lock"),
  };
}

/**
 * Whether the checkout holds a whole build, of whatever sources.
 * @param {string} root
 */
export function hasBuild(root) {
  const files = Object.keys(ENTRIES).map((name) => `dist/${name}.mjs`);
  return [...files, ".next/standalone/server.js"].every((file) => existsSync(join(root, file)));
}

/**
 * Builds the panel unless the build that is there is of these very sources. An earlier build stays usable until the
 * new one is whole, and after a failure.
 * @param {string} root
 * @param {Terminal} terminal
 * @returns {Promise<boolean>} whether it built
 * @throws {LaunchError}
 */
export async function buildWhenStale(root, terminal) {
  const paths = pathsOf(root);
  if (await isFresh(root, paths, await hashSources(root))) return false;
  const onWait = (/** @type {number} */ pid) =>
    terminal.say(`Waiting for another build here (process ${pid})`);
  return withLock(paths.lock, { onWait }, async () => {
    await restoreInterrupted(paths);
    // Taken before the build: what changes while it runs makes it stale again.
    const hash = await hashSources(root);
    if (await isFresh(root, paths, hash)) return false;
    await terminal.step("Building (about a minute)", () => build(root, paths));
    await writeFile(paths.record, hash);
    return true;
  });
}

/**
 * @param {string} root
 * @param {ReturnType<typeof pathsOf>} paths
 * @param {string} hash of the sources
 */
async function isFresh(root, paths, hash) {
  if (!hasBuild(root) || existsSync(paths.nextBefore)) return false;
  return (await readFile(paths.record, "utf8").catch(() => "")) === hash;
}

/**
 * @param {string} root
 * @param {ReturnType<typeof pathsOf>} paths
 */
async function build(root, paths) {
  await generateClient(root);
  await bundleEntries(root, paths.distNew);
  await mkdir(join(root, ".cache"), { recursive: true });
  if (existsSync(paths.next)) await rename(paths.next, paths.nextBefore);
  try {
    await buildNext(root);
  } catch (error) {
    await restoreInterrupted(paths);
    throw error;
  }
  // From here on the two halves may be of different builds until the new record is written.
  await rm(paths.record, { force: true });
  await rm(paths.dist, { recursive: true, force: true });
  await rename(paths.distNew, paths.dist);
  await rm(paths.nextBefore, { recursive: true, force: true });
}

/**
 * An earlier build that was moved aside and is still there: the build after it failed or was killed.
 * @param {ReturnType<typeof pathsOf>} paths
 */
async function restoreInterrupted(paths) {
  if (!existsSync(paths.nextBefore)) return;
  await rm(paths.next, { recursive: true, force: true });
  await rename(paths.nextBefore, paths.next);
}

/** @param {string} root */
async function buildNext(root) {
  const command = join(root, "node_modules", "next", "dist", "bin", "next");
  const outcome = await runCommand(process.execPath, [command, "build"], {
    cwd: root,
    timeoutMs: BUILD_TIMEOUT_MS,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (outcome.code !== 0) {
    throw new LaunchError("The pages could not be built (next build failed).", {
      evidence: lastLines(outcome, 40),
    });
  }
  // What next build leaves to the deployer: the standalone folder serves no static files of its own.
  const standalone = join(root, ".next", "standalone");
  await cp(join(root, ".next", "static"), join(standalone, ".next", "static"), { recursive: true });
  if (existsSync(join(root, "public"))) {
    await cp(join(root, "public"), join(standalone, "public"), { recursive: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const terminal = createTerminal();
  try {
    const built = await buildWhenStale(resolve(import.meta.dirname, "../.."), terminal);
    if (!built) terminal.say("The build is up to date");
  } catch (error) {
    process.stderr.write(`\n${describeError(error)}\n`);
    process.exitCode = 1;
  }
}
