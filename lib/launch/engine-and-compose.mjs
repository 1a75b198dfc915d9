import { join } from "node:path";
import { setUpCompose } from "./compose-setup.mjs";
import { setUpEngine } from "./engine-setup.mjs";

/**
 * The engine and Compose that were found, and what to tell about each.
 * @typedef {object} Found
 * @property {string | undefined} socket
 * @property {string | undefined} composePath
 * @property {string} engineText one line, or a reason and what to type
 * @property {string} composeText
 * @property {string | undefined} missing why stacks cannot be deployed; undefined when they can
 */

/**
 * @param {object} options
 * @param {import("./run-command.mjs").Environment} options.env
 * @param {string} options.root
 * @param {string} options.logFolder for the log of a daemon that we start
 * @param {boolean} options.engineOff
 * @param {import("./terminal.mjs").Terminal} options.terminal
 * @returns {Promise<Found>}
 */
export async function setUpEngineAndCompose({ env, root, logFolder, engineOff, terminal }) {
  if (engineOff) {
    const off = "off (SLIPWAY_ENGINE=off)";
    return {
      socket: undefined,
      composePath: undefined,
      engineText: off,
      composeText: "not looked for",
      missing: off,
    };
  }
  const engine = await setUpEngine({ env, logPath: join(logFolder, "dockerd.log"), terminal });
  if ("reason" in engine) {
    return {
      socket: undefined,
      composePath: undefined,
      engineText: `none: ${engine.reason}\n${engine.fix}`,
      composeText: "not looked for without an engine",
      missing: `${engine.reason}. ${engine.fix}`,
    };
  }
  const { socket, source, version } = engine.engine;
  const engineText = `Docker ${version}, ${source}, ${socket}`;
  const compose = await setUpCompose({ env, root, terminal });
  if ("reason" in compose) {
    return {
      socket,
      composePath: undefined,
      engineText,
      composeText: `none: ${compose.reason}\n${compose.fix}`,
      missing: `${compose.reason}. ${compose.fix}`,
    };
  }
  const { path, version: composeVersion } = compose.compose;
  return {
    socket,
    composePath: path,
    engineText,
    composeText: `${composeVersion}, ${path}`,
    missing: undefined,
  };
}
