import { access, constants } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { dockerConfigFolder } from "./engine-find.mjs";
import { isAtLeast } from "./engine-ping.mjs";
import { runCommand } from "./run-command.mjs";

/** @typedef {{ path: string, version: string }} Compose */

export const OLDEST_COMPOSE = "2.24";

const VERSION_TIMEOUT_MS = 15_000;

/**
 * Where Compose's program may be: the docker command's plugin folders in its own order, PATH, then ours.
 * @param {{ ownPath: string | undefined, dockerFolder: string, path: string, ownFolder: string }} around
 * @returns {string[]} one path only when the person named it
 */
export function composeCandidates({ ownPath, dockerFolder, path, ownFolder }) {
  if (ownPath) return [ownPath];
  const plugins = [
    join(dockerFolder, "cli-plugins"),
    "/usr/local/lib/docker/cli-plugins",
    "/usr/local/libexec/docker/cli-plugins",
    "/usr/lib/docker/cli-plugins",
    "/usr/libexec/docker/cli-plugins",
  ];
  const folders = [
    ...plugins,
    ...path.split(delimiter).filter((folder) => folder.startsWith("/")),
    ownFolder,
  ];
  return [...new Set(folders)].map((folder) => join(folder, "docker-compose"));
}

/**
 * @param {string} text what `version --short` prints, e.g. "2.26.1-4" or "v2.29.0"
 * @returns {string | undefined}
 */
export function parseComposeVersion(text) {
  return /^v?(\d+\.\d+\.\d+\S*)$/m.exec(text.trim())?.[1];
}

/**
 * The first Compose that is new enough; without one, the newest fact about why not.
 * @param {import("./run-command.mjs").Environment} env
 * @param {string} ownFolder where a Compose is kept that only this checkout uses
 * @returns {Promise<{ compose: Compose } | { tooOld: Compose | undefined }>}
 */
export async function findCompose(env, ownFolder) {
  /** @type {Compose | undefined} */
  let tooOld;
  const candidates = composeCandidates({
    ownPath: env.SLIPWAY_COMPOSE_PATH,
    dockerFolder: dockerConfigFolder(env),
    path: env.PATH ?? "",
    ownFolder,
  });
  for (const path of candidates) {
    const isProgram = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!isProgram) continue;
    // The empty environment under which the worker runs it, but for the home that some builds insist on.
    const outcome = await runCommand(path, ["version", "--short"], {
      env: { HOME: homedir() },
      timeoutMs: VERSION_TIMEOUT_MS,
    });
    const version = outcome.code === 0 ? parseComposeVersion(outcome.stdout) : undefined;
    if (version === undefined) continue;
    if (isAtLeast(version, OLDEST_COMPOSE)) return { compose: { path, version } };
    tooOld ??= { path, version };
  }
  return { tooOld };
}
