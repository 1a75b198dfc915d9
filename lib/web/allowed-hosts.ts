import { isIP } from "node:net";
import { isLoopbackAddress, isWildcard } from "@/lib/launch/panel-access.mjs";

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

export type HostSettings = {
  bind: string;
  port: number;
  url: URL;
  /** Of the port itself, whatever a proxy in front speaks. */
  scheme: "http" | "https";
};

/**
 * The Host headers that the panel answers to, each with the one origin that its pages have. An unknown name is what a
 * DNS rebinding attack arrives with.
 * @param ownAddresses of the machine's interfaces; they count only when bound to all of them
 */
export function allowedHosts(settings: HostSettings, ownAddresses: string[]): Map<string, string> {
  const { bind, port, url, scheme } = settings;
  const names = new Set<string>();
  const wildcard = isWildcard(bind);
  if (!wildcard) names.add(inUrl(bind));
  if (wildcard) for (const address of ownAddresses) names.add(inUrl(address));
  if (wildcard || isLoopbackAddress(bind)) for (const name of LOOPBACK) names.add(name);
  const hosts = new Map<string, string>();
  for (const name of names) {
    const origin = new URL(`${scheme}://${name}:${port}`);
    // `host` leaves the scheme's usual port out, as browsers do.
    hosts.set(origin.host, origin.origin);
  }
  hosts.set(url.host, url.origin);
  return hosts;
}

/** Addresses with a zone (`fe80::1%eth0`) cannot stand in a Host header. */
function inUrl(address: string): string {
  const plain = address.split("%", 1)[0] ?? address;
  return isIP(plain) === 6 ? `[${plain}]` : plain;
}
