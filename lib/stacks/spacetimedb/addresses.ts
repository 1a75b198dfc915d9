import { accessUrl } from "@/lib/stacks/access";
import type { Access } from "@/lib/stacks/kind";
import type { SpacetimedbInput, SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";

/** Ids of the endpoints. */
export const CLIENT_ENDPOINT = "spacetimedb";
export const DIRECT_ENDPOINT = "direct";
export const PROMETHEUS_ENDPOINT = "prometheus";
export const GRAFANA_ENDPOINT = "grafana";

/** Names of the services. */
export const SERVER = "server";
export const PREPARE = "prepare";
export const GUARD = "guard";
export const PROMETHEUS = "prometheus";
export const GRAFANA = "grafana";

/** On which Tracy waits for its viewer, inside the container: its own, and not to be chosen. */
export const TRACY_PORT = 8086;

/** Where ports are published that no other machine may reach, whatever the access. */
export const LOOPBACK = "127.0.0.1";

/** Whether the guard stands in front: only where somebody else can reach the stack. */
export function isGuarded({ guard }: Pick<SpacetimedbSettings, "guard">, access: Access): boolean {
  return guard && access.mode !== "private";
}

export function hasPgWire({ pgWire, flavour }: Pick<SpacetimedbSettings, "pgWire" | "flavour">): boolean {
  return pgWire === "flavour" ? flavour === "release-test" : pgWire === "on";
}

/** The URL that clients use, without a trailing slash. */
export function clientUrl({ settings, access }: Pick<SpacetimedbInput, "settings" | "access">): string {
  return accessUrl(access, CLIENT_ENDPOINT, settings.port);
}

/** The endpoint with everything that the server answers. */
export function serverEndpoint({ settings, access }: Pick<SpacetimedbInput, "settings" | "access">): {
  id: string;
  port: number;
  url: string;
} {
  if (!isGuarded(settings, access)) {
    return { id: CLIENT_ENDPOINT, port: settings.port, url: clientUrl({ settings, access }) };
  }
  return { id: DIRECT_ENDPOINT, port: settings.directPort, url: loopbackUrl(settings.directPort) };
}

export function loopbackUrl(port: number): string {
  return `http://localhost:${port}`;
}

export function databaseName({ name, settings }: Pick<SpacetimedbInput, "name" | "settings">): string {
  return settings.databaseName === "" ? name : settings.databaseName;
}

/** Host and port of a listen address; the port is 0 where there is none. */
export function listenParts(address: string): { host: string; port: number } {
  const colon = address.lastIndexOf(":");
  const port = address.slice(colon + 1);
  return { host: address.slice(0, Math.max(colon, 0)), port: /^\d{1,5}$/.test(port) ? Number(port) : 0 };
}
