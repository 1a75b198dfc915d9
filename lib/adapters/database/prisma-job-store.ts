import type { Prisma, PrismaClient } from "@/lib/adapters/database/generated/client";
import { toJob } from "@/lib/adapters/database/job-row";
import { isUniqueViolation, writeAudit } from "@/lib/adapters/database/rows";
import type { JobView, OutputLine } from "@/lib/api/contract/job-views";
import type { Clock } from "@/lib/ports/clock";
import { stackBusy } from "@/lib/ports/store-errors";
import type { AuditRecord, JobIntent, JobRecord, JobStore, StackBefore } from "@/lib/ports/stores";

/** Rows in one INSERT: SQLite takes 32,766 parameters, and the compiler's memory grows with them. */
const OUTPUT_BATCH = 500;

/** Jobs with their steps and output in the database. */
export class PrismaJobStore implements JobStore {
  readonly #client: PrismaClient;
  readonly #now: Clock;

  constructor(client: PrismaClient, now: Clock) {
    this.#client = client;
    this.#now = now;
  }

  async create(intent: JobIntent, audit: AuditRecord): Promise<JobRecord> {
    const at = this.#now();
    try {
      const [row] = await this.#client.$transaction([
        this.#client.job.create({
          data: {
            ...intent,
            removeVolumes: JSON.stringify(intent.removeVolumes),
            action: intent.action === null ? null : JSON.stringify(intent.action),
            backup: intent.backup === null ? null : JSON.stringify(intent.backup),
            state: "queued",
            busyStackId: intent.stackId,
            steps: "[]",
            cancelRequested: false,
            fence: 0,
            createdAt: at,
          },
        }),
        writeAudit(this.#client, audit, at),
      ]);
      return toJob(row);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      const other = await this.#client.job.findUnique({ where: { busyStackId: intent.stackId } });
      throw other === null ? error : stackBusy(intent.stackName, other);
    }
  }

  async find(idOrNumber: string): Promise<JobRecord | null> {
    const number = /^[1-9]\d{0,9}$/.test(idOrNumber) ? Number(idOrNumber) : -1;
    const row = await this.#client.job.findFirst({ where: { OR: [{ id: idOrNumber }, { number }] } });
    return row === null ? null : toJob(row);
  }

  async list(filter: { stackId?: string; limit: number }): Promise<JobRecord[]> {
    const rows = await this.#client.job.findMany({
      where: filter.stackId === undefined ? {} : { stackId: filter.stackId },
      orderBy: { number: "desc" },
      take: filter.limit,
    });
    return rows.map(toJob);
  }

  async unended(): Promise<JobRecord[]> {
    const rows = await this.#client.job.findMany({
      where: { busyStackId: { not: null } },
      orderBy: { number: "asc" },
    });
    return rows.map(toJob);
  }

  async claim(id: string, holder: string, leaseUntil: Date): Promise<JobRecord | null> {
    const at = this.#now();
    return this.#client.$transaction(async (transaction) => {
      const claimed = await transaction.job.updateMany({
        where: { id, endedAt: null },
        data: { state: "running", fence: { increment: 1 }, holder, leaseUntil },
      });
      if (claimed.count === 0) return null;
      await transaction.job.updateMany({ where: { id, startedAt: null }, data: { startedAt: at } });
      return toJob(await transaction.job.findUniqueOrThrow({ where: { id } }));
    });
  }

  async renew(id: string, fence: number, leaseUntil: Date): Promise<boolean> {
    return this.#fenced(id, fence, { leaseUntil });
  }

  async saveSteps(id: string, fence: number, steps: JobView["steps"]): Promise<boolean> {
    return this.#fenced(id, fence, { steps: JSON.stringify(steps) });
  }

  async saveBefore(id: string, fence: number, before: StackBefore): Promise<boolean> {
    return this.#fenced(id, fence, { before: JSON.stringify(before) });
  }

  async end(id: string, fence: number, verdict: Parameters<JobStore["end"]>[2]): Promise<boolean> {
    return this.#fenced(id, fence, {
      state: verdict.state,
      error: verdict.error === null ? null : JSON.stringify(verdict.error),
      steps: JSON.stringify(verdict.steps),
      endedAt: this.#now(),
      busyStackId: null,
      holder: null,
      leaseUntil: null,
    });
  }

  async requestCancel(id: string, audit: AuditRecord): Promise<JobRecord | null> {
    return this.#client.$transaction(async (transaction) => {
      const changed = await transaction.job.updateMany({
        where: { id, endedAt: null },
        data: { cancelRequested: true },
      });
      if (changed.count === 0) return null;
      await writeAudit(transaction, audit, this.#now());
      return toJob(await transaction.job.findUniqueOrThrow({ where: { id } }));
    });
  }

  async appendOutput(id: string, lines: readonly OutputLine[]): Promise<void> {
    const batches: Prisma.PrismaPromise<unknown>[] = [];
    for (let start = 0; start < lines.length; start += OUTPUT_BATCH) {
      const data = lines.slice(start, start + OUTPUT_BATCH).map((line) => ({ ...line, jobId: id }));
      batches.push(this.#client.jobOutput.createMany({ data }));
    }
    // All or nothing: lines that were stored could not be stored once more by another attempt.
    await this.#client.$transaction(batches);
  }

  async output(id: string, after: number): Promise<OutputLine[]> {
    return this.#client.jobOutput.findMany({
      where: { jobId: id, seq: { gt: after } },
      orderBy: { seq: "asc" },
      omit: { jobId: true },
    });
  }

  async lastSeq(id: string): Promise<number> {
    const { _max } = await this.#client.jobOutput.aggregate({ where: { jobId: id }, _max: { seq: true } });
    return _max.seq ?? 0;
  }

  async withOldOutput(old: { endedBefore: Date; newerJobs: number; limit: number }): Promise<string[]> {
    const found = await this.#client.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM (
        SELECT "id", "number", "endedAt",
          row_number() OVER (PARTITION BY "stackId" ORDER BY "number" DESC) - 1 AS "newer"
        FROM "Job")
      WHERE "endedAt" IS NOT NULL AND ("endedAt" < ${old.endedBefore} OR "newer" >= ${old.newerJobs})
        AND EXISTS (SELECT 1 FROM "JobOutput" WHERE "jobId" = "id" LIMIT 1 OFFSET 1)
      ORDER BY "number" LIMIT ${old.limit}`;
    return found.map(({ id }) => id);
  }

  async replaceOutput(id: string, line: Omit<OutputLine, "seq">): Promise<void> {
    const seq = (await this.lastSeq(id)) + 1;
    await this.#client.$transaction([
      this.#client.jobOutput.deleteMany({ where: { jobId: id } }),
      this.#client.jobOutput.create({ data: { ...line, seq, jobId: id } }),
    ]);
  }

  async #fenced(id: string, fence: number, data: Prisma.JobUpdateManyMutationInput): Promise<boolean> {
    const { count } = await this.#client.job.updateMany({ where: { id, fence, endedAt: null }, data });
    return count === 1;
  }
}
