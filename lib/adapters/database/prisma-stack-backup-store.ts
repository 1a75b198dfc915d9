import { z } from "zod";
import type { PrismaClient, StackBackup } from "@/lib/adapters/database/generated/client";
import { toJob } from "@/lib/adapters/database/job-row";
import { isUniqueViolation, readJson, writeAudit } from "@/lib/adapters/database/rows";
import type { Clock } from "@/lib/ports/clock";
import type { SealedPlace, SecretBox } from "@/lib/ports/secret-box";
import type { StackBackupRecord, StackBackupStore } from "@/lib/ports/stack-backups";
import { backupNeeded, backupNotFound, stackBusy } from "@/lib/ports/store-errors";
import type { AuditRecord } from "@/lib/ports/stores";
import type { SecretValues } from "@/lib/stacks/kind";

const reason = z.enum(["asked", "before-restore"]);
const volumes = z.array(z.object({ key: z.string(), sizeBytes: z.number(), folder: z.string() }));
const values = z.record(z.string(), z.string());

/** Which backups of stacks there are, in the database. */
export class PrismaStackBackupStore implements StackBackupStore {
  readonly #client: PrismaClient;
  readonly #box: SecretBox;
  readonly #now: Clock;

  constructor(client: PrismaClient, box: SecretBox, now: Clock) {
    this.#client = client;
    this.#box = box;
    this.#now = now;
  }

  async list(stackId?: string): Promise<StackBackupRecord[]> {
    const rows = await this.#client.stackBackup.findMany({
      where: stackId === undefined ? {} : { stackId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    });
    return rows.map(toRecord);
  }

  async find(id: string): Promise<StackBackupRecord | null> {
    const row = await this.#client.stackBackup.findUnique({ where: { id } });
    return row === null ? null : toRecord(row);
  }

  async add(record: StackBackupRecord, secrets: SecretValues): Promise<void> {
    const { keyId, nonce, sealed } = this.#box.seal(placeOf(record.id), JSON.stringify(secrets));
    const data = {
      ...record,
      volumes: JSON.stringify(record.volumes),
      sizeBytes: BigInt(record.sizeBytes),
      ...{ keyId, nonce: new Uint8Array(nonce), sealed: new Uint8Array(sealed) },
    };
    try {
      await this.#client.stackBackup.create({ data });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
    }
  }

  async secrets(id: string): Promise<SecretValues> {
    const row = await this.#client.stackBackup.findUnique({ where: { id } });
    if (row === null) throw backupNotFound();
    return readJson(values, this.#box.open(placeOf(id), row));
  }

  async noteCheck(
    id: string,
    { verifiedAt, problem }: Pick<StackBackupRecord, "verifiedAt" | "problem">,
    audit: AuditRecord | null,
  ): Promise<void> {
    await this.#client.$transaction([
      this.#client.stackBackup.updateMany({ where: { id }, data: { verifiedAt, problem } }),
      ...(audit === null ? [] : [writeAudit(this.#client, audit, this.#now())]),
    ]);
  }

  async remove(id: string, audit: AuditRecord): Promise<void> {
    await this.#client.$transaction(async (transaction) => {
      const unended = { busyStackId: { not: null }, backup: { not: null } };
      const jobs = (await transaction.job.findMany({ where: unended })).map(toJob);
      const restoring = jobs.find(({ backup }) => backup?.id === id);
      if (restoring !== undefined) throw stackBusy(restoring.stackName, restoring);
      const half = await transaction.stack.findFirst({ where: { restoring: id } });
      if (half !== null) throw backupNeeded(half.name);
      await transaction.stackBackup.deleteMany({ where: { id } });
      await writeAudit(transaction, audit, this.#now());
    });
  }
}

function placeOf(id: string): SealedPlace {
  return { table: "StackBackup", row: id, column: "sealed" };
}

function toRecord(row: StackBackup): StackBackupRecord {
  const { keyId: _, nonce: __, sealed: ___, ...record } = row;
  return {
    ...record,
    reason: reason.parse(row.reason),
    sizeBytes: Number(row.sizeBytes),
    volumes: readJson(volumes, row.volumes),
  };
}
