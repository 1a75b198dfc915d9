import { PanelError } from "@/lib/errors";
import { domainNameProblem } from "@/lib/stacks/domain-name";
import { isHostName, isIpv6 } from "@/lib/stacks/host-name";
import type { Access, RoutableEndpoint } from "@/lib/stacks/kind";

/** As a person or a request says it, before it is checked. */
export type GivenAccess = {
  mode: string;
  host?: string | undefined;
  names?: Readonly<Record<string, string>> | undefined;
};

/**
 * Access from what a person or a request gives. The host is a name or an address without a port; an IPv6 address may
 * stand in brackets. Names are compared and kept in lower case.
 * @param routable endpoints of the kind that may have a name
 * @throws PanelError `input-invalid`
 */
export function parseAccess(given: GivenAccess, routable: readonly RoutableEndpoint[]): Access {
  switch (given.mode) {
    case "private":
      return { mode: "private" };
    case "address":
      return { mode: "address", host: parseHost(given.host ?? "") };
    case "domain":
      return { mode: "domain", names: parseNames(given.names ?? {}, routable) };
    default:
      throw new PanelError(
        "input-invalid",
        `Access is “private”, “address” or “domain”, not “${given.mode}”`,
      );
  }
}

function parseHost(host: string): string {
  const bare = host.trim().replace(/^\[(.*)\]$/, "$1");
  if (isHostName(bare) || isIpv6(bare)) return bare;
  throw new PanelError("input-invalid", "Access by address needs the server's host name or IP address", {
    fix: "Give the name or address under which browsers reach this server, without http:// and without a port",
  });
}

function parseNames(
  given: Readonly<Record<string, string>>,
  routable: readonly RoutableEndpoint[],
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).find((id) => routable.every(({ endpoint }) => endpoint !== id));
  if (unknown !== undefined)
    throw new PanelError("input-invalid", `There is no endpoint “${unknown}” to name`);
  const names: Record<string, string> = {};
  for (const { endpoint, label, required } of routable) {
    const name = (given[endpoint] ?? "").trim().toLowerCase().replace(/\.$/, "");
    if (name === "" && !required) continue;
    const problem = domainNameProblem(name);
    if (problem !== undefined) {
      throw new PanelError("input-invalid", `Domain of ${label}: ${problem}`, {
        fix: "Give a name that you own, such as cms.example.com",
      });
    }
    if (Object.values(names).includes(name)) {
      throw new PanelError("input-invalid", `Domain of ${label}: ${name} is named twice`);
    }
    names[endpoint] = name;
  }
  return names;
}

/** Address of the host that ports are published on: loopback, or every address when access is by address. */
export function publishedHostIp(access: Access): string {
  if (access.mode !== "address") return "127.0.0.1";
  return isIpv6(access.host) ? "::" : "0.0.0.0";
}

/** URL of an endpoint as the operator's browser uses it, without a trailing slash. */
export function accessUrl(access: Access, endpoint: string, port: number): string {
  if (access.mode === "address") {
    return `http://${isIpv6(access.host) ? `[${access.host}]` : access.host}:${port}`;
  }
  const name = access.mode === "domain" ? access.names[endpoint] : undefined;
  // An endpoint without a name is as private as it was.
  return name === undefined ? `http://localhost:${port}` : `https://${name}`;
}

/** For people: `private`, `this address (203.0.113.7)`, `domain (cms.example.com)`. */
export function accessWords(access: Access): string {
  switch (access.mode) {
    case "private":
      return "private";
    case "address":
      return `this address (${access.host})`;
    case "domain":
      return `domain (${Object.values(access.names).join(", ")})`;
  }
}
