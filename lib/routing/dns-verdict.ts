import { isIpv6 } from "@/lib/stacks/host-name";

/** What somebody sets where the domain's records are kept. */
export type DnsRecord = { type: "A" | "AAAA"; name: string; value: string };

export type DnsVerdict = {
  name: string;
  state: "here" | "elsewhere" | "unknown-name" | "unclear";
  detail: string;
  /** What to set; empty when nothing is wrong, or when this host knows no address of its own to name. */
  records: readonly DnsRecord[];
};

/**
 * Whether a name leads to this host.
 * @param resolved what the system's resolver gives for it; null: it could not be asked
 * @param own this host's addresses, those that others reach first
 */
export function dnsVerdict(
  name: string,
  resolved: readonly string[] | null,
  own: readonly string[],
): DnsVerdict {
  if (resolved === null) {
    const detail = "The name server did not answer";
    return { name, state: "unclear", detail, records: [] };
  }
  const foreign = resolved.filter((address) => !own.some((mine) => sameAddress(mine, address)));
  if (resolved.length > 0 && foreign.length === 0) {
    return { name, state: "here", detail: `leads to ${resolved.join(" and ")}, this server`, records: [] };
  }
  const records = wantedRecords(name, own, foreign);
  if (resolved.length === 0) {
    return { name, state: "unknown-name", detail: "has no address yet", records };
  }
  const detail =
    foreign.length === resolved.length
      ? `leads to ${foreign.join(" and ")}, not to this server`
      : `leads to ${foreign.join(" and ")} too, which is not this server`;
  return { name, state: "elsewhere", detail, records };
}

/** One record of each type that this host has a reachable address for. */
function wantedRecords(name: string, own: readonly string[], foreign: readonly string[]): DnsRecord[] {
  const first = (wanted: (address: string) => boolean) => own.find((address) => wanted(address));
  const four = first((address) => !isIpv6(address) && !isLoopback(address));
  const six = first((address) => isIpv6(address) && !isLoopback(address) && !/^f[cde]/i.test(address));
  return [
    ...(four === undefined ? [] : [{ type: "A" as const, name, value: four }]),
    // A foreign IPv6 address must go or be replaced; without one, IPv4 alone is enough.
    ...(six === undefined || (four !== undefined && !foreign.some(isIpv6))
      ? []
      : [{ type: "AAAA" as const, name, value: six }]),
  ];
}

function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}

function sameAddress(one: string, other: string): boolean {
  if (isIpv6(one) !== isIpv6(other)) return false;
  return isIpv6(one)
    ? new URL(`http://[${one}]`).hostname === new URL(`http://[${other}]`).hostname
    : one === other;
}
