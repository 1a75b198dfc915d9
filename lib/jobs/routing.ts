import type { Visit } from "@/lib/ports/network";
import type { DnsVerdict } from "@/lib/routing/dns-verdict";

/** What jobs need of the routes by name. They follow from what is deployed, so loading them again changes nothing. */
export interface Routing {
  /** Of this panel: whose Caddy a container is. */
  readonly installation: string;
  /** Whether the names lead to this host. */
  verdicts(names: readonly string[]): Promise<DnsVerdict[]>;
  /**
   * Sees to it that Caddy runs and has the routes of every deployed stack.
   * @param onProgress is told in words what takes time
   * @throws PanelError `routing-failed`, `port-in-use`, what the engine, Compose and the registry refuse
   */
  apply(onProgress: (text: string) => void, signal: AbortSignal): Promise<void>;
  visit(name: string): Promise<Visit>;
  /** The last thing that Caddy had to complain about the name; null when it did not. */
  complaint(name: string): Promise<string | null>;
}
