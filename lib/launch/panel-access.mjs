import { isIP } from "node:net";
import { primaryAddress } from "./machine-addresses.mjs";

/**
 * How browsers reach the panel, by its settings: the one place that decides about http and https, for the launcher as
 * for the two processes that it starts.
 * @typedef {object} PanelAccess
 * @property {"off" | "own" | "given"} tls what the panel's port speaks: http, https with a certificate that the panel
 *   makes for itself, https with files that somebody names
 * @property {{ certificate: string, key: string } | undefined} given those files
 * @property {string} url an origin
 * @property {readonly string[]} proxies addresses whose word about who asks is believed
 * @property {readonly string[]} problems everything that is wrong, each line beginning with its variable
 */

const SWITCHES = ["", "on", "off"];

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {{ bind: string, port: number | string }} listening
 * @param {import("./machine-addresses.mjs").Interfaces} [interfaces] of this machine, for an address that people
 *   elsewhere can open where the panel listens on all of them
 * @returns {PanelAccess}
 */
export function decideAccess(env, { bind, port }, interfaces = {}) {
  const { SLIPWAY_TLS: wish = "", SLIPWAY_TLS_CERT: certificate = "", SLIPWAY_TLS_KEY: key = "" } = env;
  /** @type {string[]} */
  const problems = [];
  if (!SWITCHES.includes(wish)) problems.push(`SLIPWAY_TLS must be "on", "off" or unset, not "${wish}"`);
  if ((certificate === "") !== (key === "")) {
    const [missing, there] = certificate === "" ? ["CERT", "KEY"] : ["KEY", "CERT"];
    problems.push(`SLIPWAY_TLS_${missing} must be set beside SLIPWAY_TLS_${there}`);
  }
  const given = certificate === "" || key === "" ? undefined : { certificate, key };
  if (wish === "off" && given !== undefined) {
    problems.push("SLIPWAY_TLS must not be off where SLIPWAY_TLS_CERT names a certificate");
  }
  const tls = decideTls(wish, given !== undefined, bind);
  const url =
    env.SLIPWAY_URL || `${tls === "off" ? "http" : "https"}://${hostInUrl(bind, interfaces)}:${port}`;
  problems.push(...urlProblems(url, tls));
  const proxies = (env.SLIPWAY_PROXY ?? "").split(/[\s,]+/).filter((word) => word !== "");
  for (const word of proxies) {
    if (isIP(word) === 0) problems.push(`SLIPWAY_PROXY must list IP addresses, not "${word}"`);
  }
  return { tls, given, url: problems.length === 0 ? new URL(url).origin : url, proxies, problems };
}

/** @param {string} address */
export function isLoopbackAddress(address) {
  return address === "::1" || address.startsWith("127.");
}

/** @param {string} bind */
export const isWildcard = (bind) => bind === "0.0.0.0" || bind === "::";

/**
 * @param {string} wish
 * @param {boolean} isGiven
 * @param {string} bind
 * @returns {PanelAccess["tls"]}
 */
function decideTls(wish, isGiven, bind) {
  if (wish === "off") return "off";
  if (isGiven) return "given";
  return wish === "on" || !isLoopbackAddress(bind) ? "own" : "off";
}

/**
 * @param {string} url
 * @param {PanelAccess["tls"]} tls
 */
function urlProblems(url, tls) {
  if (!URL.canParse(url) || !isOrigin(new URL(url))) {
    return [`SLIPWAY_URL must be an http or https address without a path, not "${url}"`];
  }
  if (tls === "off" || new URL(url).protocol === "https:") return [];
  return [
    "SLIPWAY_URL must begin with https:, which the panel speaks unless it listens on loopback; SLIPWAY_TLS=off makes it plain http, readable on its way by everybody in between",
  ];
}

/** @param {URL} url */
function isOrigin({ protocol, pathname, search, hash, username }) {
  return /^https?:$/.test(protocol) && pathname === "/" && search + hash + username === "";
}

/**
 * An address that a browser can open: a wildcard is none.
 * @param {string} bind
 * @param {import("./machine-addresses.mjs").Interfaces} interfaces
 */
function hostInUrl(bind, interfaces) {
  const host = isWildcard(bind) ? (primaryAddress(interfaces, bind === "::") ?? "localhost") : bind;
  return isIP(host) === 6 ? `[${host}]` : host;
}
