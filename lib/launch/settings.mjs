import { isIP } from "node:net";
import { resolve } from "node:path";
import { LaunchError } from "./launch-error.mjs";

/**
 * The settings that matter before the panel's own schema can be loaded.
 * @typedef {{ bind: string, port: number, url: string, data: string, engineOff: boolean }} LaunchSettings
 */

/**
 * @param {import("./run-command.mjs").Environment} env
 * @param {string} root the checkout; a relative data folder is relative to it
 * @returns {LaunchSettings}
 * @throws {LaunchError} with every wrong setting at once
 */
export function readSettings(env, root) {
  const bind = env.SLIPWAY_BIND || "127.0.0.1";
  const port = env.SLIPWAY_PORT || "9400";
  const engine = env.SLIPWAY_ENGINE ?? "";
  /** @type {string[]} */
  const problems = [];
  if (isIP(bind) === 0) problems.push(`SLIPWAY_BIND must be an IP address, not "${bind}"`);
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
    problems.push(`SLIPWAY_PORT must be a port from 1 to 65535, not "${port}"`);
  }
  if (engine !== "" && engine !== "off")
    problems.push(`SLIPWAY_ENGINE must be "off" or unset, not "${engine}"`);
  const url = env.SLIPWAY_URL || `http://${hostInUrl(bind)}:${port}`;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    problems.push(`SLIPWAY_URL must be an http or https address, not "${url}"`);
  }
  if (problems.length > 0) {
    throw new LaunchError(
      `${problems.length === 1 ? "A setting is" : "Settings are"} wrong:\n- ${problems.join("\n- ")}`,
    );
  }
  return {
    bind,
    port: Number(port),
    url,
    data: resolve(root, env.SLIPWAY_DATA || "data"),
    engineOff: engine === "off",
  };
}

/**
 * An address that a browser on this machine can open: a wildcard is none.
 * @param {string} bind
 */
function hostInUrl(bind) {
  if (bind === "0.0.0.0" || bind === "::") return "localhost";
  return isIP(bind) === 6 ? `[${bind}]` : bind;
}
