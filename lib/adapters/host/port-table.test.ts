import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, it } from "vitest";
import { NodeHost } from "@/lib/adapters/host/node-host";
import { waitingPorts } from "@/lib/adapters/host/port-table";

const HEAD =
  "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
const row = (local: string, state: string) =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 7 1 0000\n`;
const LOOPBACK_6 = "00000000000000000000000001000000";

it("reads ports that are listened on, of both IP versions", () => {
  const table = HEAD + row("0100007F:1F90", "0A") + row(`${LOOPBACK_6}:01BB`, "0A");
  expect([...waitingPorts(table, "tcp")]).toEqual([8080, 443]);
});

it("leaves connections out, which hold no port that others could not listen on", () => {
  const table = HEAD + row("0100007F:1F90", "01") + row("0100007F:1F91", "06");
  expect(waitingPorts(table, "tcp").size).toBe(0);
});

it("takes a UDP socket without a peer for one that waits", () => {
  const table = HEAD + row(`${LOOPBACK_6}:0035`, "07") + row("0100007F:D431", "01");
  expect([...waitingPorts(table, "udp")]).toEqual([53]);
});

it("finds nothing in what is no table", () => {
  for (const text of ["", HEAD, "1: zz:1F90 x 0A", "1: 0100007F:1F9 x 0A"]) {
    expect(waitingPorts(text, "tcp").size).toBe(0);
  }
});

const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
  list?.some(({ family }) => family === "IPv6"),
);

it.runIf(hasIpv6)("sees what listens on IPv6 alone", async () => {
  const server = createServer().listen({ port: 0, host: "::1", ipv6Only: true });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const host = new NodeHost(null);
  expect(await host.portInUse(port, "tcp")).toBe(true);
  await once(server.close(), "close");
  expect(await host.portInUse(port, "tcp")).toBe(false);
});

it.runIf(hasIpv6)("sees a UDP socket on IPv6 alone", async () => {
  const socket = createSocket({ type: "udp6", ipv6Only: true }).bind(0, "::1");
  await once(socket, "listening");
  const { port } = socket.address();
  const host = new NodeHost(null);
  expect(await host.portInUse(port, "udp")).toBe(true);
  socket.close();
  expect(await host.portInUse(port, "udp")).toBe(false);
});

it("sees what listens on IPv4", async () => {
  const server = createServer().listen({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  expect(await new NodeHost(null).portInUse(port, "tcp")).toBe(true);
  await once(server.close(), "close");
});
