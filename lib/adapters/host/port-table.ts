import { readFile } from "node:fs/promises";

export type Protocol = "tcp" | "udp";

/** TCP_LISTEN, and TCP_CLOSE, which a UDP socket that waits for anybody's datagrams shows. Source: proc_net_tcp(5). */
const WAITING: Readonly<Record<Protocol, string>> = { tcp: "0A", udp: "07" };

/**
 * The ports that sockets wait on, from the text of one of the kernel's tables. In /proc/net/tcp6 and udp6 the address
 * is longer, and nothing else differs.
 */
export function waitingPorts(table: string, protocol: Protocol): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const line of table.split("\n")) {
    const [, local, , state] = line.trim().split(/\s+/);
    const port = /^(?:[0-9A-F]{8}){1,4}:([0-9A-F]{4})$/.exec(local ?? "")?.[1];
    if (port !== undefined && state === WAITING[protocol]) ports.add(Number.parseInt(port, 16));
  }
  return ports;
}

/** Whether the kernel names a socket of either IP version; false where it keeps no such tables. */
export async function isInPortTable(port: number, protocol: Protocol): Promise<boolean> {
  const files = [`/proc/net/${protocol}`, `/proc/net/${protocol}6`];
  // Without IPv6 there is no second table.
  const tables = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
  return tables.some((table) => waitingPorts(table, protocol).has(port));
}
