import { z } from "zod";
import type { Operator, Prisma, PrismaClient } from "@/lib/adapters/database/generated/client";
import { writeAudit } from "@/lib/adapters/database/rows";
import { endTokensOf } from "@/lib/adapters/database/token-rows";
import { operatorView } from "@/lib/api/contract/views";
import { addressKey } from "@/lib/ports/address-key";
import type { Clock } from "@/lib/ports/clock";
import {
  type IdentityStore,
  nameKey,
  type OperatorRecord,
  type OwnSession,
  type Proven,
  type SessionRecord,
  type SetupLinkRecord,
} from "@/lib/ports/identity-store";
import { sessionOver, setupDone, setupLinkInvalid } from "@/lib/ports/store-errors";
import type { AuditRecord } from "@/lib/ports/stores";

const operatorRow = operatorView.extend({
  createdAt: z.date(),
  lastSeenAt: z.date().nullable(),
  passwordHash: z.string(),
});
export type StoredOperator = OperatorRecord & { passwordHash: string };

/** There is one set-up link at most. */
const LINK_ID = 1;

/** Operators, sessions and the set-up link in the database. */
export class PrismaIdentityStore implements IdentityStore {
  readonly #client: PrismaClient;
  readonly #now: Clock;

  constructor(client: PrismaClient, now: Clock) {
    this.#client = client;
    this.#now = now;
  }

  async hasOwner(): Promise<boolean> {
    return (await this.#client.operator.count({ where: { role: "owner" } })) > 0;
  }

  async setupLink(): Promise<SetupLinkRecord | null> {
    return this.#client.setupLink.findUnique({ where: { id: LINK_ID }, omit: { id: true } });
  }

  async replaceSetupLink(link: SetupLinkRecord, audit: AuditRecord): Promise<void> {
    await this.#client.$transaction([
      this.#client.setupLink.upsert({
        where: { id: LINK_ID },
        create: { id: LINK_ID, ...link },
        update: link,
      }),
      this.#audit(audit),
    ]);
  }

  async createOwner(
    owner: StoredOperator,
    linkTokenHash: string,
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<void> {
    const at = this.#now();
    await this.#client.$transaction(async (transaction) => {
      if ((await transaction.operator.count()) > 0) throw setupDone();
      const used = await transaction.setupLink.deleteMany({
        where: { tokenHash: linkTokenHash, expiresAt: { gt: at } },
      });
      if (used.count === 0) throw setupLinkInvalid();
      await transaction.operator.create({ data: { ...owner, nameKey: nameKey(owner.name) } });
      await createSession(transaction, session);
      await writeAudit(transaction, audit, at);
    });
  }

  async findByName(name: string): Promise<StoredOperator | null> {
    return toOperator(await this.#client.operator.findUnique({ where: { nameKey: nameKey(name) } }));
  }

  async findById(id: string): Promise<StoredOperator | null> {
    return toOperator(await this.#client.operator.findUnique({ where: { id } }));
  }

  async createSession(session: SessionRecord, proven: Proven, audit: AuditRecord): Promise<boolean> {
    return this.#client.$transaction(async (transaction) => {
      if (!(await isProven(transaction, session.operatorId, proven))) return false;
      await createSession(transaction, session);
      await writeAudit(transaction, audit, this.#now());
      return true;
    });
  }

  async hasSignedInFrom(operatorId: string, address: string): Promise<boolean> {
    return (await this.#client.knownAddress.count({ where: { operatorId, address } })) > 0;
  }

  async forgetAddresses(unusedSince: Date): Promise<void> {
    await this.#client.knownAddress.deleteMany({ where: { lastAt: { lte: unusedSince } } });
  }

  async session(tokenHash: string): Promise<{ session: SessionRecord; operator: OperatorRecord } | null> {
    const row = await this.#client.session.findUnique({ where: { tokenHash }, include: { operator: true } });
    if (row === null) return null;
    const { operator, ...session } = row;
    return { session, operator: shownOperator(operator) };
  }

  async touchSession(tokenHash: string, lastSeenAt: Date): Promise<void> {
    await this.#client.$transaction([
      this.#client.session.updateMany({ where: { tokenHash }, data: { lastSeenAt } }),
      this.#client.operator.updateMany({
        where: { sessions: { some: { tokenHash } } },
        data: { lastSeenAt },
      }),
    ]);
  }

  async proveSession(own: OwnSession, proven: Proven, provedAt: Date, audit: AuditRecord): Promise<boolean> {
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      if (!(await isProven(transaction, own.operatorId, proven))) return false;
      await transaction.session.update({ where: { tokenHash: own.tokenHash }, data: { provedAt } });
      await writeAudit(transaction, audit, this.#now());
      return true;
    });
  }

  async endSession(tokenHash: string, audit: AuditRecord): Promise<void> {
    await this.#client.$transaction([
      this.#client.session.deleteMany({ where: { tokenHash } }),
      this.#audit(audit),
    ]);
  }

  async sessionsOf(operatorId: string): Promise<SessionRecord[]> {
    return this.#client.session.findMany({ where: { operatorId } });
  }

  async endSessions(
    operatorId: string,
    which: { only: string } | { allBut: string },
    audit: AuditRecord,
  ): Promise<string[]> {
    const tokenHash = "only" in which ? which.only : { not: which.allBut };
    return this.#client.$transaction(async (transaction) => {
      if ("allBut" in which) await requireSession(transaction, { operatorId, tokenHash: which.allBut });
      const ended = await endSessions(transaction, { operatorId, tokenHash });
      if (ended.length > 0) await writeAudit(transaction, audit, this.#now());
      return ended;
    });
  }

  async changePassword(
    own: OwnSession,
    { from, to }: { from: string; to: string },
    audit: AuditRecord,
  ): Promise<string[] | null> {
    const { operatorId } = own;
    return this.#client.$transaction(async (transaction) => {
      await requireSession(transaction, own);
      const { count } = await transaction.operator.updateMany({
        where: { id: operatorId, passwordHash: from },
        data: { passwordHash: to },
      });
      if (count === 0) return null;
      await transaction.passwordLink.deleteMany({ where: { operatorId } });
      const ended = await endOtherSessions(transaction, own);
      await writeAudit(transaction, audit, this.#now());
      return [...ended, ...(await endTokensOf(transaction, operatorId, audit, this.#now()))];
    });
  }

  async deleteSessions(over: { expiredBy: Date; unseenSince: Date }): Promise<number> {
    const { count } = await this.#client.session.deleteMany({
      where: { OR: [{ expiresAt: { lte: over.expiredBy } }, { lastSeenAt: { lte: over.unseenSince } }] },
    });
    return count;
  }

  #audit(audit: AuditRecord) {
    return writeAudit(this.#client, audit, this.#now());
  }
}

export async function createSession(
  transaction: Prisma.TransactionClient,
  session: SessionRecord,
): Promise<void> {
  const { operatorId, peer, createdAt: lastAt } = session;
  await transaction.session.create({ data: session });
  await transaction.operator.update({ where: { id: operatorId }, data: { lastSeenAt: lastAt } });
  const address = addressKey(peer);
  if (address === null) return;
  await transaction.knownAddress.upsert({
    where: { operatorId_address: { operatorId, address } },
    create: { operatorId, address, lastAt },
    update: { lastAt },
  });
}

/** @throws PanelError `not-signed-in` when the session has ended since the call came in */
export async function requireSession(transaction: Prisma.TransactionClient, own: OwnSession): Promise<void> {
  if ((await transaction.session.count({ where: own })) === 0) throw sessionOver();
}

async function isProven(
  transaction: Prisma.TransactionClient,
  id: string,
  { passwordHash, secondFactorSince }: Proven,
): Promise<boolean> {
  const found = await transaction.operator.findUnique({ where: { id }, include: { secondFactor: true } });
  return (
    found?.passwordHash === passwordHash &&
    found.secondFactor?.confirmedAt?.getTime() === secondFactorSince?.getTime()
  );
}

/** All of the person's but the one that asks; answers the token hashes, in order. */
export async function endOtherSessions(
  transaction: Prisma.TransactionClient,
  { operatorId, tokenHash }: OwnSession,
): Promise<string[]> {
  return endSessions(transaction, { operatorId, tokenHash: { not: tokenHash } });
}

/** Answers the token hashes, in order. */
export async function endSessions(
  transaction: Prisma.TransactionClient,
  where: Prisma.SessionWhereInput,
): Promise<string[]> {
  const ended = await transaction.session.findMany({ where, orderBy: { tokenHash: "asc" } });
  await transaction.session.deleteMany({ where });
  return ended.map(({ tokenHash }) => tokenHash);
}

function toOperator(row: Operator | null): StoredOperator | null {
  return row === null ? null : operatorRow.parse(row);
}

/** What may be shown of a person. */
export function shownOperator(row: Operator): OperatorRecord {
  const { passwordHash: _, ...shown } = operatorRow.parse(row);
  return shown;
}
