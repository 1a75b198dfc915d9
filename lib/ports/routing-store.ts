import type { AuditRecord } from "@/lib/ports/stores";
import type { CertificateSource } from "@/lib/routing/caddy-config";

export type RoutingSettings = {
  certificates: CertificateSource;
  /** Addresses that lead to this host although none of its interfaces has them: behind a translating router. */
  publicAddresses: readonly string[];
  /** Whether the panel's own name is routed to it. */
  panel: boolean;
};

export const NO_ROUTING: RoutingSettings = {
  certificates: { email: "", directory: "", roots: "" },
  publicAddresses: [],
  panel: false,
};

export interface RoutingStore {
  settings(): Promise<RoutingSettings>;
  save(settings: RoutingSettings, audit: AuditRecord): Promise<void>;
}
