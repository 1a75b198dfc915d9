import { domainNameProblem } from "@/lib/stacks/domain-name";

/** The name that Caddy could answer for, of the address that browsers reach the panel by; null when it is none. */
export function panelName(url: string): string | null {
  const { protocol, hostname, port } = new URL(url);
  return protocol === "https:" && port === "" && domainNameProblem(hostname) === undefined ? hostname : null;
}
