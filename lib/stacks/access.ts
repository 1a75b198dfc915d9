import { PanelError } from "@/lib/errors";
import type { Access } from "@/lib/stacks/kind";

const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\.?$/i;
const IPV6 = /^[0-9a-f:]*:[0-9a-f:.]+$/i;

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
  if (!HOST_NAME.test(bare) && !IPV6.test(bare)) {
    throw new PanelError("input-invalid", "Access by address needs the server's host name or IP address", {
      fix: "Give the name or address under which browsers reach this server, without http:// and without a port",
    });
  }
  return { mode, host: bare };
}

/** Address of the host that ports are published on: loopback, or every address when access is by address. */
export function publishedHostIp(access: Access): string {
  if (access.mode === "private") return "127.0.0.1";
  return IPV6.test(access.host) ? "::" : "0.0.0.0";
}

/** URL of a published port as the operator's browser uses it, without a trailing slash. */
export function accessUrl(access: Access, port: number): string {
  if (access.mode === "private") return `http://localhost:${port}`;
  return `http://${IPV6.test(access.host) ? `[${access.host}]` : access.host}:${port}`;
}
