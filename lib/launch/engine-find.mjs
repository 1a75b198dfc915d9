import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { engineCandidates } from "./engine-candidates.mjs";
import { pingEngine } from "./engine-ping.mjs";

/** @typedef {import("./engine-decision.mjs").Tried} Tried */

const SECOND_PING_TIMEOUT_MS = 10_000;

/**
 * Asks every place where an engine may be, all at once.
 * @param {import("./run-command.mjs").Environment} env
 * @returns {Promise<{ tried: Tried[] } | { reason: string }>}
 */
export async function findEngines(env) {
  const dockerFolder = dockerConfigFolder(env);
  const places = engineCandidates({
    ownSocket: env.SLIPWAY_ENGINE_SOCKET,
    dockerHost: env.DOCKER_HOST,
    dockerContext: env.DOCKER_CONTEXT,
    configContext: textField(await readJson(join(dockerFolder, "config.json")), "currentContext"),
    contextHosts: await readContextHosts(join(dockerFolder, "contexts", "meta")),
    home: homedir(),
    runtimeFolder: env.XDG_RUNTIME_DIR,
  });
  if ("reason" in places) return places;
  return {
    tried: await Promise.all(
      places.candidates.map(async (candidate) => ({
        candidate,
        ping: await pingPatiently(candidate.socket),
      })),
    ),
  };
}

/**
 * A daemon that systemd starts at the first connection looks hung until it is up.
 * @param {string} socket
 */
async function pingPatiently(socket) {
  const first = await pingEngine(socket);
  return "silence" in first && first.silence === "hung" ? pingEngine(socket, SECOND_PING_TIMEOUT_MS) : first;
}

/**
 * @param {import("./run-command.mjs").Environment} env
 * @returns {string} the folder of the docker command's own settings
 */
export function dockerConfigFolder(env) {
  return env.DOCKER_CONFIG || join(homedir(), ".docker");
}

/**
 * The endpoints of all contexts by name, from the meta.json files in which the docker command keeps them.
 * @param {string} folder
 * @returns {Promise<Map<string, string>>}
 */
async function readContextHosts(folder) {
  /** @type {Map<string, string>} */
  const hosts = new Map();
  for (const name of await readdir(folder).catch(() => [])) {
    const meta = await readJson(join(folder, name, "meta.json"));
    const host = textField(field(field(meta, "Endpoints"), "docker"), "Host");
    const context = textField(meta, "Name");
    if (context !== undefined && host !== undefined) hosts.set(context, host);
  }
  return hosts;
}

/**
 * @param {string} path
 * @returns {Promise<unknown>} undefined when there is no such file, or no JSON in it: the docker command's own
 *   settings are a hint to us, and the docker command is the one to complain about them
 */
async function readJson(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {unknown}
 */
function field(value, name) {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/**
 * @param {unknown} value
 * @param {string} name
 */
function textField(value, name) {
  const found = field(value, name);
  return typeof found === "string" && found !== "" ? found : undefined;
}
