import { isIP } from "node:net";

/** @typedef {Readonly<Record<string, readonly { address: string, internal: boolean }[] | undefined>>} Interfaces */

/** Bridges and cables of container engines and virtual machines: they come and go, and no browser is behind them. */
const NOT_A_WAY_IN = /^(docker|br-|veth|virbr|vnet|cni|flannel|cali|podman|lxc|lxd)/;

/** 10/8, 172.16/12, 192.168/16 (RFC 1918), 100.64/10 (RFC 6598). */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
const LINK_LOCAL = /^(169\.254\.|fe[89ab])/i;

/**
 * The addresses by which others may reach this machine.
 * @param {Interfaces} interfaces
 * @param {ReadonlySet<string>} [temporary] addresses that will be others tomorrow
 * @returns {string[]}
 */
export function reachableAddresses(interfaces, temporary = new Set()) {
  return Object.entries(interfaces)
    .filter(([name]) => !NOT_A_WAY_IN.test(name))
    .flatMap(([, entries = []]) => entries)
    .filter(({ address, internal }) => !internal && !LINK_LOCAL.test(address) && !temporary.has(address))
    .map(({ address }) => address);
}

/**
 * The one that is printed: a public IPv4 address before a private one, both before IPv6.
 * @param {Interfaces} interfaces
 * @param {boolean} withIpv6 whether the panel listens there too
 * @returns {string | undefined}
 */
export function primaryAddress(interfaces, withIpv6) {
  const addresses = reachableAddresses(interfaces);
  const four = addresses.filter((address) => isIP(address) === 4);
  const six = withIpv6 ? addresses.filter((address) => isIP(address) === 6) : [];
  return four.find((address) => !PRIVATE.test(address)) ?? four[0] ?? six[0];
}

/**
 * Addresses that the kernel makes anew every day to keep its user unrecognised (RFC 8981).
 * @param {string} table the text of /proc/net/if_inet6
 * @returns {Set<string>} as Node writes addresses
 */
export function temporaryAddresses(table) {
  const IFA_F_TEMPORARY = 0x01;
  const found = new Set();
  for (const line of table.split("\n")) {
    const [digits = "", , , , flags = "0"] = line.trim().split(/\s+/);
    if (!/^[0-9a-f]{32}$/.test(digits) || (Number.parseInt(flags, 16) & IFA_F_TEMPORARY) === 0) continue;
    const groups = digits.match(/.{4}/g) ?? [];
    found.add(new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1));
  }
  return found;
}
