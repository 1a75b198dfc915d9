import { z } from "zod";
import type { Passkey, Prisma, PrismaClient } from "@/lib/adapters/database/generated/client";
import {
  createSession,
  endOtherSessions,
  endSessions,
  requireSession,
} from "@/lib/adapters/database/prisma-identity-store";
import { isUniqueViolation, readJson, writeAudit } from "@/lib/adapters/database/rows";
import { TRANSPORTS } from "@/lib/api/contract/passkeys";
import type { Clock } from "@/lib/ports/clock";
import type { OwnSession, SessionRecord } from "@/lib/ports/identity-store";
import {
  isCounterBack,
  MOST_SIGN_IN_CHALLENGES,
  type PasskeyChallenge,
  type PasskeyOutcome,
  type PasskeyRecord,
  type PasskeyStore,
  type PasskeyUse,
} from "@/lib/ports/passkey-store";
import type { AuditRecord } from "@/lib/ports/stores";

const transports = z.array(z.enum(TRANSPORTS));

/** Passkeys in the database: public keys as they are, challenges as hashes. */
export class PrismaPasskeyStore implements PasskeyStore {
  readonly #client: PrismaClient;
  readonly #now: Clock;

  constructor(client: PrismaClient, now: Clock) {
    this.#client = client;
    this.#now = now;
  }

  async passkeysOf(operatorId: string): Promise<PasskeyRecord[]> {
    const rows = await this.#client.passkey.findMany({
      where: { operatorId },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    });
    return rows.map(toRecord);
  }

  async passkey(credentialId: string): Promise<PasskeyRecord | null> {
    const row = await this.#client.passkey.findUnique({ where: { credentialId } });
    return row === null ? null : toRecord(row);
  }

  async countByOperator(): Promise<ReadonlyMap<string, number>> {
    const groups = await this.#client.passkey.groupBy({ by: ["operatorId"], _count: true });
    return new Map(groups.map(({ operatorId, _count }) => [operatorId, _count]));
  }

  async openChallenge(challenge: PasskeyChallenge, openedAt: Date): Promise<void> {
    const { purpose, sessionHash } = challenge;
    await this.#client.$transaction(async (transaction) => {
      if (sessionHash === null) await dropOldest(transaction);
      else await transaction.passkeyChallenge.deleteMany({ where: { purpose, sessionHash } });
      await transaction.passkeyChallenge.create({ data: { ...challenge, createdAt: openedAt } });
    });
  }

  async takeChallenge(challenge: PasskeyChallenge, openedSince: Date): Promise<boolean> {
    return this.#client.$transaction(async (transaction) => {
      const found = await transaction.passkeyChallenge.findFirst({ where: challenge });
      const { count } = await transaction.passkeyChallenge.deleteMany({ where: challenge });
      return count > 0 && found !== null && found.createdAt > openedSince && found.createdAt <= this.#now();
    });
  }

  async addPasskey(own: OwnSession, passkey: PasskeyRecord, audit: AuditRecord): Promise<boolean> {
    const { publicKey, counter, transports: reached, ...rest } = passkey;
    const data = {
      ...rest,
      publicKey: Buffer.from(publicKey),
      counter: BigInt(counter),
      transports: JSON.stringify(reached),
    };
    try {
      await this.#client.$transaction(async (transaction) => {
        await requireSession(transaction, own);
        await transaction.passkey.create({ data });
        await writeAudit(transaction, audit, this.#now());
      });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  async renamePasskey(
    own: OwnSession,
    { id, name }: { id: string; name: string },
    audit: AuditRecord,
  ): Promise<boolean> {
    const { operatorId } = own;
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      const { count } = await transaction.passkey.updateMany({ where: { id, operatorId }, data: { name } });
      if (count > 0) await writeAudit(transaction, audit, this.#now());
      return count > 0;
    });
  }

  async removePasskey(own: OwnSession, id: string, audit: AuditRecord): Promise<string[] | null> {
    const { operatorId } = own;
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      const removed = await this.#remove(transaction, { id, operatorId }, audit);
      return removed ? endOtherSessions(transaction, own) : null;
    });
  }

  async resetPasskeys(operatorId: string, audit: AuditRecord): Promise<string[] | null> {
    return this.#client.$transaction(async (transaction) => {
      const removed = await this.#remove(transaction, { operatorId }, audit);
      return removed ? endSessions(transaction, { operatorId }) : null;
    });
  }

  async signInWithPasskey(
    use: PasskeyUse,
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<PasskeyOutcome> {
    return this.#use(use, audit, (transaction) => createSession(transaction, session));
  }

  async proveWithPasskey(use: PasskeyUse, own: OwnSession, audit: AuditRecord): Promise<PasskeyOutcome> {
    const { tokenHash } = own;
    return this.#use(use, audit, async (transaction) => {
      await requireSession(transaction, own);
      await transaction.session.update({ where: { tokenHash }, data: { provedAt: use.at } });
    });
  }

  async #use(
    { id, operatorId, counter, backedUp, at }: PasskeyUse,
    audit: AuditRecord,
    open: (transaction: Prisma.TransactionClient) => Promise<void>,
  ): Promise<PasskeyOutcome> {
    return this.#client.$transaction(async (transaction) => {
      const found = await transaction.passkey.findFirst({ where: { id, operatorId } });
      if (found === null) return "gone";
      if (isCounterBack(Number(found.counter), counter)) return "counter-back";
      await transaction.passkey.update({
        where: { id },
        data: { counter: BigInt(counter), backedUp, lastUsedAt: at },
      });
      await open(transaction);
      await writeAudit(transaction, audit, this.#now());
      return "done";
    });
  }

  async #remove(
    transaction: Prisma.TransactionClient,
    where: Prisma.PasskeyWhereInput,
    audit: AuditRecord,
  ): Promise<boolean> {
    const { count } = await transaction.passkey.deleteMany({ where });
    if (count > 0) await writeAudit(transaction, audit, this.#now());
    return count > 0;
  }
}

/** Anybody may ask for one of these: they must not fill the disk. */
async function dropOldest(transaction: Prisma.TransactionClient): Promise<void> {
  const kept = await transaction.passkeyChallenge.findMany({
    where: { sessionHash: null },
    orderBy: { createdAt: "desc" },
    skip: MOST_SIGN_IN_CHALLENGES - 1,
    select: { challengeHash: true },
  });
  if (kept.length === 0) return;
  const over = kept.map(({ challengeHash }) => challengeHash);
  await transaction.passkeyChallenge.deleteMany({ where: { challengeHash: { in: over } } });
}

function toRecord({ publicKey, counter, transports: text, ...row }: Passkey): PasskeyRecord {
  return {
    ...row,
    publicKey: new Uint8Array(publicKey),
    counter: Number(counter),
    transports: readJson(transports, text),
  };
}
