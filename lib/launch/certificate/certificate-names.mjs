import { readFile } from "node:fs/promises";
import { isIP } from "node:net";
import { hostname, networkInterfaces } from "node:os";
import { reachableAddresses, temporaryAddresses } from "../machine-addresses.mjs";
import { isWildcard } from "../panel-access.mjs";

/**
 * Everything by which a browser may be told to open the panel, the way that people are told first.
 * @param {object} given
 * @param {string} given.url
 * @param {string} given.bind
 * @param {string} given.host the machine's own name
 * @param {readonly string[]} given.addresses of the machine
 * @returns {string[]} names as a certificate holds them, each once
 */
export function certificateNames({ url, bind, host, addresses }) {
  const names = [plain(new URL(url).hostname), ...(isWildcard(bind) ? addresses : [bind])];
  const all = [...names, host.toLowerCase(), "localhost", "127.0.0.1", "::1"];
  return [...new Set(all.map((name) => plain(name)))].filter((name) => isIP(name) !== 0 || isDnsName(name));
}

/**
 * The same of the machine that this runs on.
 * @param {{ url: string, bind: string }} settings
 */
export async function readCertificateNames({ url, bind }) {
  const table = await readFile("/proc/net/if_inet6", "utf8").catch(() => "");
  const addresses = reachableAddresses(networkInterfaces(), temporaryAddresses(table));
  return certificateNames({ url, bind, host: hostname(), addresses });
}

/** @param {string} name without the brackets of a URL and without a zone */
function plain(name) {
  const bare = name.replace(/^\[(.*)\]$/, "$1").split("%", 1)[0] ?? "";
  return isIP(bare) === 6 ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare;
}

/** @param {string} name */
function isDnsName(name) {
  return (
    name.length <= 253 && name.split(".").every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  );
}
