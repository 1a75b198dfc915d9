import { Prisma, type PrismaClient } from "@/lib/adapters/database/generated/client";
import { globOfWords } from "@/lib/adapters/database/glob-of-words";
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
    const conditions = [Prisma.sql`1 = 1`];
    if (before !== undefined) conditions.push(Prisma.sql`"id" < ${before}`);
    if (who !== undefined) conditions.push(Prisma.sql`"who" GLOB ${globOfWords(who)}`);
    if (what !== undefined) {
      const words = globOfWords(what);
      conditions.push(Prisma.sql`("what" GLOB ${words} OR "target" GLOB ${words})`);
    }
    if (since !== undefined) conditions.push(Prisma.sql`"at" >= ${since}`);
    const fitting = Prisma.join(conditions, " AND ");
    // The query that Prisma writes by itself has LIKE alone, without a way to escape.
    const found = await this.#client.$queryRaw<{ id: number | bigint }[]>`
      SELECT "id" FROM "AuditEntry" WHERE ${fitting} ORDER BY "id" DESC LIMIT ${limit}`;
    const ids = found.map(({ id }) => Number(id));
    return this.#client.auditEntry.findMany({ where: { id: { in: ids } }, orderBy: { id: "desc" } });
  }
}
