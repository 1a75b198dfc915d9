import { isIpv6 } from "@/lib/stacks/host-name";

export type PublishedAddress = { hostIp: string; hostPort: number; protocol: string };

/** Whether Docker publishes at loopback alone, as far as its own word goes. */
export function isLoopback(hostIp: string): boolean {
  return hostIp === "::1" || hostIp.startsWith("127.");
}

/**
 * Where somebody else would find the port, first the address that tells most. A port on loopback is tried too: that
 * nothing answers there is what proves it closed.
 * @param own this host's addresses but loopback
 */
export function addressesToTry({ hostIp }: PublishedAddress, own: readonly string[]): string[] {
  if (hostIp === "::") return own.filter(isIpv6);
  if (hostIp === "0.0.0.0" || hostIp === "") return own.filter((address) => !isIpv6(address));
  if (isLoopback(hostIp)) return own.filter((address) => isIpv6(address) === isIpv6(hostIp));
  return [hostIp];
}

export type Exposure = { state: "open" | "closed" | "untested"; detail: string };

/** @param tried each address that was tried, and whether it took a connection */
export function exposureOf(
  published: PublishedAddress,
  tried: readonly { address: string; connected: boolean }[],
): Exposure {
  const { hostIp, hostPort, protocol } = published;
  const open = tried.find(({ connected }) => connected);
  if (open !== undefined) {
    return { state: "open", detail: `answers at ${written(open.address)}:${hostPort}` };
  }
  if (isLoopback(hostIp)) {
    const [first] = tried;
    const proof = first === undefined ? "" : `, and does not answer at ${written(first.address)}:${hostPort}`;
    return { state: "closed", detail: `on this host only${proof}` };
  }
  const where = hostIp === "" || hostIp === "0.0.0.0" || hostIp === "::" ? "every address" : hostIp;
  const why = protocol === "tcp" ? "nothing answers now" : "UDP cannot be tried";
  return { state: "untested", detail: `published on ${where}; ${why}` };
}

function written(address: string): string {
  return isIpv6(address) ? `[${address}]` : address;
}
