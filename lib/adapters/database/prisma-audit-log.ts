import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { auditRow } from "@/lib/adapters/database/rows";
import type { AuditEntryRecord, AuditLog } from "@/lib/ports/audit";
import type { Clock } from "@/lib/ports/clock";
import type { AuditRecord } from "@/lib/ports/stores";

/** The audit log in the database: only ever added to. */
export class PrismaAuditLog implements AuditLog {
  readonly #client: PrismaClient;
  readonly #now: Clock;

  constructor(client: PrismaClient, now: Clock) {
    this.#client = client;
    this.#now = now;
  }

  async record(audit: AuditRecord): Promise<void> {
    await this.#client.auditEntry.create({ data: auditRow(audit, this.#now()) });
  }

  async list(page: { before?: number; limit: number }): Promise<AuditEntryRecord[]> {
    return this.#client.auditEntry.findMany({
      where: page.before === undefined ? {} : { id: { lt: page.before } },
      orderBy: { id: "desc" },
      take: page.limit,
    });
  }
}
