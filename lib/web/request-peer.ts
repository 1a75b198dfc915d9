import { isIP } from "node:net";

/**
 * Who is at the other end. A proxy that was named is believed about those behind it, as far as its word reaches: of
 * the list that each proxy appends to, the last address that is no such proxy. Nobody else's word counts.
 * @param socketAddress at the other end of the connection
 * @param forwardedFor header X-Forwarded-For
 */
export function requestPeer(
  socketAddress: string | undefined,
  forwardedFor: string | string[] | undefined,
  proxies: readonly string[],
): string {
  let peer = socketAddress === undefined ? "unknown" : plainAddress(socketAddress);
  const claimed = [forwardedFor ?? []].flat().join(",").split(",");
  while (isListed(peer, proxies)) {
    const before = plainAddress(claimed.pop()?.trim() ?? "");
    if (isIP(before) === 0) break;
    peer = before;
  }
  return peer;
}

/** An IPv4 address as an IPv6 socket writes it is the same peer. */
function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  return mapped?.[1] ?? address;
}

/** Whether an address is one of these, in whatever form it is written. */
export function isListed(peer: string, proxies: readonly string[]): boolean {
  return proxies.some((proxy) => canonical(proxy) === canonical(peer));
}

function canonical(address: string): string {
  const plain = plainAddress(address);
  return isIP(plain) === 6 ? new URL(`http://[${plain.split("%", 1)[0]}]`).hostname : plain;
}
