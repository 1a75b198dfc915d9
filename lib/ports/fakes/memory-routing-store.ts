import { NO_ROUTING, type RoutingSettings, type RoutingStore } from "@/lib/ports/routing-store";
import type { AuditRecord } from "@/lib/ports/stores";

export class MemoryRoutingStore implements RoutingStore {
  readonly audits: AuditRecord[] = [];
  #settings = NO_ROUTING;

  async settings(): Promise<RoutingSettings> {
    return this.#settings;
  }

  async save(settings: RoutingSettings, audit: AuditRecord): Promise<void> {
    this.#settings = settings;
    this.audits.push(audit);
  }
}
