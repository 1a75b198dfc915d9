import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { resolve } from "node:path";
import { LaunchError } from "./launch-error.mjs";
import { decideAccess } from "./panel-access.mjs";

/**
 * The settings that matter before the panel's own schema can be loaded.
 * @typedef {{ bind: string, port: number, data: string, engineOff: boolean }
 *   & Pick<import("./panel-access.mjs").PanelAccess, "url" | "tls" | "given">} LaunchSettings
 */

/**
 * @param {import("./run-command.mjs").Environment} env
 * @param {string} root the checkout; a relative data folder is relative to it
 * @param {import("./machine-addresses.mjs").Interfaces} [interfaces]
 * @returns {LaunchSettings}
 * @throws {LaunchError} with every wrong setting at once
 */
export function readSettings(env, root, interfaces = networkInterfaces()) {
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
  const access = decideAccess(env, { bind, port }, interfaces);
  // An address made of a wrong bind or port is wrong for the same reason.
  if (problems.length === 0 || env.SLIPWAY_URL) problems.push(...access.problems);
  if (problems.length > 0) {
    throw new LaunchError(
      `${problems.length === 1 ? "A setting is" : "Settings are"} wrong:\n- ${problems.join("\n- ")}`,
    );
  }
  return {
    bind,
    port: Number(port),
    url: access.url,
    tls: access.tls,
    given: access.given,
    data: resolve(root, env.SLIPWAY_DATA || "data"),
    engineOff: engine === "off",
  };
}
