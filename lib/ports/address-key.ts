/**
 * What addresses are compared by; null for what is none ("unknown", "local"). Of IPv6 it is the first 64 bits: whoever
 * has one such address has all of its network (RFC 6177, section 2). IPv4 is the same on a socket of either family.
 */
export function addressKey(peer: string): string | null {
  const address = peer.toLowerCase().replace(/%.*$/, "");
  const ipv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  if (!/^[\da-f.]*:[\da-f:.]*$/.test(address)) return null;
  const [before = "", after] = address.split("::");
  const left = groupsOf(before);
  const right = groupsOf(after ?? "");
  const gap = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const network = [...left, ...gap, ...right].slice(0, 4);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}

/** An IPv4 address at the end stands for two groups; which ones does not matter, for they are never among the first. */
function groupsOf(text: string): string[] {
  return text === "" ? [] : text.split(":").flatMap((group) => (group.includes(".") ? ["0", "0"] : [group]));
}
