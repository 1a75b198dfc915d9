import type { Prisma, PrismaClient } from "@/lib/adapters/database/generated/client";
import { endOtherSessions, endSessions, requireSession } from "@/lib/adapters/database/prisma-identity-store";
import { writeAudit } from "@/lib/adapters/database/rows";
import type { Clock } from "@/lib/ports/clock";
import type { OwnSession } from "@/lib/ports/identity-store";
import type { SecondFactorRecord, SecondFactorStore } from "@/lib/ports/second-factor-store";
import type { SealedPlace, SecretBox } from "@/lib/ports/secret-box";
import type { AuditRecord } from "@/lib/ports/stores";

const place = (operatorId: string): SealedPlace => ({
  table: "SecondFactor",
  row: operatorId,
  column: "secret",
});

/** Second factors in the database: secrets sealed, recovery codes as hashes. */
export class PrismaSecondFactorStore implements SecondFactorStore {
  readonly #client: PrismaClient;
  readonly #box: SecretBox;
  readonly #now: Clock;

  constructor(client: PrismaClient, box: SecretBox, now: Clock) {
    this.#client = client;
    this.#box = box;
    this.#now = now;
  }

  async secondFactor(operatorId: string): Promise<SecondFactorRecord | null> {
    const row = await this.#client.secondFactor.findUnique({ where: { operatorId } });
    if (row === null) return null;
    return {
      secret: this.#box.open(place(operatorId), row),
      // No two secrets are sealed with one nonce.
      setUp: Buffer.from(row.nonce).toString("hex"),
      confirmedAt: row.confirmedAt,
      lastStep: row.lastStep,
      recoveryCodes: await this.#client.recoveryCode.count({ where: { operatorId } }),
    };
  }

  async operatorsWithSecondFactor(): Promise<ReadonlySet<string>> {
    const rows = await this.#client.secondFactor.findMany({
      where: { confirmedAt: { not: null } },
      select: { operatorId: true },
    });
    return new Set(rows.map(({ operatorId }) => operatorId));
  }

  async beginSecondFactor(own: OwnSession, secret: string): Promise<boolean> {
    const { operatorId } = own;
    const { keyId, nonce, sealed } = this.#box.seal(place(operatorId), secret);
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      await transaction.secondFactor.deleteMany({ where: { operatorId, confirmedAt: null } });
      if ((await transaction.secondFactor.count({ where: { operatorId } })) > 0) return false;
      await transaction.secondFactor.create({
        data: {
          ...{ operatorId, keyId, nonce: Buffer.from(nonce), sealed: Buffer.from(sealed) },
          ...{ createdAt: this.#now(), lastStep: 0 },
        },
      });
      return true;
    });
  }

  async confirmSecondFactor(
    own: OwnSession,
    first: { setUp: string; step: number; codeHashes: readonly string[] },
    audit: AuditRecord,
  ): Promise<string[] | null> {
    const { operatorId } = own;
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      const { count } = await transaction.secondFactor.updateMany({
        where: { operatorId, nonce: Buffer.from(first.setUp, "hex"), confirmedAt: null },
        data: { confirmedAt: this.#now(), lastStep: first.step },
      });
      if (count === 0) return null;
      await writeCodes(transaction, operatorId, first.codeHashes);
      await writeAudit(transaction, audit, this.#now());
      return endOtherSessions(transaction, own);
    });
  }

  async takeStep(operatorId: string, step: number): Promise<boolean> {
    const { count } = await this.#client.secondFactor.updateMany({
      where: { operatorId, confirmedAt: { not: null }, lastStep: { lt: step } },
      data: { lastStep: step },
    });
    return count > 0;
  }

  async takeRecoveryCode(operatorId: string, codeHash: string, audit: AuditRecord): Promise<boolean> {
    return this.#client.$transaction(async (transaction) => {
      const { count } = await transaction.recoveryCode.deleteMany({ where: { operatorId, codeHash } });
      if (count > 0) await writeAudit(transaction, audit, this.#now());
      return count > 0;
    });
  }

  async replaceRecoveryCodes(
    own: OwnSession,
    codeHashes: readonly string[],
    audit: AuditRecord,
  ): Promise<boolean> {
    const { operatorId } = own;
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      const on = await transaction.secondFactor.count({ where: { operatorId, confirmedAt: { not: null } } });
      if (on === 0) return false;
      await writeCodes(transaction, operatorId, codeHashes);
      await writeAudit(transaction, audit, this.#now());
      return true;
    });
  }

  async removeSecondFactor(own: OwnSession, audit: AuditRecord): Promise<string[] | null> {
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      const removed = await this.#remove(transaction, own.operatorId, audit);
      return removed ? endOtherSessions(transaction, own) : null;
    });
  }

  async resetSecondFactor(operatorId: string, audit: AuditRecord): Promise<string[] | null> {
    return this.#client.$transaction(async (transaction) => {
      const removed = await this.#remove(transaction, operatorId, audit);
      return removed ? endSessions(transaction, { operatorId }) : null;
    });
  }

  async #remove(
    transaction: Prisma.TransactionClient,
    operatorId: string,
    audit: AuditRecord,
  ): Promise<boolean> {
    const { count } = await transaction.secondFactor.deleteMany({ where: { operatorId } });
    if (count === 0) return false;
    await writeCodes(transaction, operatorId, []);
    await writeAudit(transaction, audit, this.#now());
    return true;
  }
}

/** In place of those that were there. */
async function writeCodes(
  transaction: Prisma.TransactionClient,
  operatorId: string,
  codeHashes: readonly string[],
): Promise<void> {
  await transaction.recoveryCode.deleteMany({ where: { operatorId } });
  await transaction.recoveryCode.createMany({
    data: codeHashes.map((codeHash) => ({ operatorId, codeHash })),
  });
}
