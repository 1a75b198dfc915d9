import type { PrismaClient } from "@/lib/adapters/database/generated/client";
import { writeAudit } from "@/lib/adapters/database/rows";
import type { AuditEntryRecord, AuditFilter, AuditLog } from "@/lib/ports/audit";
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
    await writeAudit(this.#client, audit, this.#now());
  }

  async list({
    before,
    limit,
    who,
    what,
    since,
  }: AuditFilter & { before?: number; limit: number }): Promise<AuditEntryRecord[]> {
    return this.#client.auditEntry.findMany({
      where: {
        ...(before !== undefined && { id: { lt: before } }),
        ...(who !== undefined && { who: { contains: who } }),
        ...(what !== undefined && { OR: [{ what: { contains: what } }, { target: { contains: what } }] }),
        ...(since !== undefined && { at: { gte: since } }),
      },
      orderBy: { id: "desc" },
      take: limit,
    });
  }
}
