import { domainNameProblem } from "@/lib/stacks/domain-name";

export type PanelAddress = {
  /** How browsers reach the panel. */
  url: string;
  /** That it has on loopback, and what it speaks there by itself. */
  port: number;
  scheme: "http" | "https";
};

/**
 * The name that Caddy could answer for in front of the panel; null when its address is no https name, or when the panel
 * ends https itself.
 */
export function panelName({ url, scheme }: Pick<PanelAddress, "url" | "scheme">): string | null {
  const { protocol, hostname, port } = new URL(url);
  if (scheme === "https" || protocol !== "https:" || port !== "") return null;
  return domainNameProblem(hostname) === undefined ? hostname : null;
}
