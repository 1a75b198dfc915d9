import { PanelError } from "@/lib/errors";
import { isHostName, isIpv6 } from "@/lib/stacks/host-name";
import type { Access } from "@/lib/stacks/kind";

/**
 * Access from a mode and a host as a person or a request gives them.
 * The host is a name or an address without a port; an IPv6 address may stand in brackets.
 * @throws PanelError `input-invalid`
 */
export function parseAccess(mode: string, host?: string): Access {
  if (mode === "private") return { mode };
  if (mode !== "address") {
    throw new PanelError("input-invalid", `Access is “private” or “address”, not “${mode}”`);
  }
  const bare = (host ?? "").trim().replace(/^\[(.*)\]$/, "$1");
  if (!isHostName(bare) && !isIpv6(bare)) {
    throw new PanelError("input-invalid", "Access by address needs the server's host name or IP address", {
      fix: "Give the name or address under which browsers reach this server, without http:// and without a port",
    });
  }
  return { mode, host: bare };
}

/** Address of the host that ports are published on: loopback, or every address when access is by address. */
export function publishedHostIp(access: Access): string {
  if (access.mode === "private") return "127.0.0.1";
  return isIpv6(access.host) ? "::" : "0.0.0.0";
}

/** URL of a published port as the operator's browser uses it, without a trailing slash. */
export function accessUrl(access: Access, port: number): string {
  if (access.mode === "private") return `http://localhost:${port}`;
  return `http://${isIpv6(access.host) ? `[${access.host}]` : access.host}:${port}`;
}
