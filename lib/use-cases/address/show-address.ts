import { isIP } from "node:net";
import { isLoopbackAddress, isWildcard } from "@/lib/launch/panel-access.mjs";
import type { ReadServedCertificate, ServedCertificate } from "@/lib/ports/served-certificate";

export type AddressServices = {
  url: string;
  bind: string;
  port: number;
  /** What the port itself speaks. */
  scheme: "http" | "https";
  readCertificate: ReadServedCertificate;
  /** `user@address`, for a tunnel. */
  signInTarget: () => string;
};

export type PanelAddress = {
  url: string;
  /** `private`: loopback alone. `address`: the port itself. `proxy`: something in front of it. */
  mode: "private" | "address" | "proxy";
  /** Where the port listens: `127.0.0.1:9400`. */
  listening: string;
  /** The ready `ssh -L` line, where the panel is private. */
  tunnel: string | null;
  /** Of the port itself; null where it speaks http, or does not answer. */
  certificate: ServedCertificate | null;
};

/** How people reach the panel, and by which certificate they know that it is the one. */
export async function showAddress(services: AddressServices): Promise<PanelAddress> {
  const { url, bind, port, scheme, readCertificate, signInTarget } = services;
  const mode = modeOf(services);
  const host = isWildcard(bind) ? (bind === "::" ? "::1" : "127.0.0.1") : bind;
  return {
    url,
    mode,
    listening: `${isIP(bind) === 6 ? `[${bind}]` : bind}:${port}`,
    tunnel: mode === "private" ? `ssh -L ${port}:127.0.0.1:${port} ${signInTarget()}` : null,
    certificate: scheme === "https" ? await readCertificate(host, port) : null,
  };
}

function modeOf({ url, bind, scheme }: AddressServices): PanelAddress["mode"] {
  const { hostname, protocol } = new URL(url);
  const name = hostname.replace(/^\[(.*)\]$/, "$1");
  if (protocol !== `${scheme}:`) return "proxy";
  if (!isLoopbackAddress(bind)) return "address";
  return name === "localhost" || isLoopbackAddress(name) ? "private" : "proxy";
}
