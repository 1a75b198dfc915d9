import { z } from "zod";
import type { Invitation, Operator, Prisma, PrismaClient } from "@/lib/adapters/database/generated/client";
import {
  createSession,
  endSessions,
  type StoredOperator,
  shownOperator,
} from "@/lib/adapters/database/prisma-identity-store";
import { isUniqueViolation, writeAudit } from "@/lib/adapters/database/rows";
import { endTokensOf } from "@/lib/adapters/database/token-rows";
import { ROLES, type Role } from "@/lib/api/contract/roles";
import type { Clock } from "@/lib/ports/clock";
import { nameKey, type OperatorRecord, type SessionRecord } from "@/lib/ports/identity-store";
import {
  type InvitationRecord,
  invitationEnded,
  type PasswordLinkRecord,
  type PeopleStore,
} from "@/lib/ports/people-store";
import {
  invitationInvalid,
  lastOwner,
  noLongerOwner,
  passwordLinkInvalid,
  personNameTaken,
  personNotFound,
} from "@/lib/ports/store-errors";
import type { AuditRecord } from "@/lib/ports/stores";

const roleOf = z.enum(ROLES);

/** Accounts and invitations in the database. */
export class PrismaPeopleStore implements PeopleStore {
  readonly #client: PrismaClient;
  readonly #now: Clock;

  constructor(client: PrismaClient, now: Clock) {
    this.#client = client;
    this.#now = now;
  }

  async people(): Promise<OperatorRecord[]> {
    const rows = await this.#client.operator.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
    return rows.map(shownOperator);
  }

  async invitations(): Promise<InvitationRecord[]> {
    const rows = await this.#client.invitation.findMany({ orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
    return rows.map(toInvitation);
  }

  async invitation(tokenHash: string): Promise<InvitationRecord | null> {
    const row = await this.#client.invitation.findUnique({ where: { tokenHash } });
    return row === null ? null : toInvitation(row);
  }

  async createInvitation(invitation: InvitationRecord, audit: AuditRecord): Promise<void> {
    const { creatorId } = invitation;
    await this.#client.$transaction(async (transaction) => {
      const owners = { where: { id: creatorId ?? "", role: "owner" } };
      if (creatorId !== null && (await transaction.operator.count(owners)) === 0) throw noLongerOwner();
      await transaction.invitation.create({ data: invitation });
      await writeAudit(transaction, audit, this.#now());
    });
  }

  async deleteInvitation(id: string, audit: AuditRecord): Promise<boolean> {
    return this.#client.$transaction(async (transaction) => {
      const { count } = await transaction.invitation.deleteMany({ where: { id } });
      if (count > 0) await writeAudit(transaction, audit, this.#now());
      return count > 0;
    });
  }

  async deleteInvitations(expiredBy: Date): Promise<void> {
    await this.#client.invitation.deleteMany({ where: { expiresAt: { lte: expiredBy } } });
  }

  async acceptInvitation(
    tokenHash: string,
    operator: StoredOperator,
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<void> {
    try {
      await this.#client.$transaction(async (transaction) => {
        const invitation = await transaction.invitation.findUnique({ where: { tokenHash } });
        const used = await transaction.invitation.deleteMany({
          where: { tokenHash, expiresAt: { gt: this.#now() } },
        });
        if (invitation === null || used.count === 0) throw invitationInvalid();
        await transaction.operator.create({
          data: { ...operator, role: roleOf.parse(invitation.role), nameKey: nameKey(operator.name) },
        });
        await createSession(transaction, session);
        await writeAudit(transaction, audit, this.#now());
      });
    } catch (error) {
      throw isUniqueViolation(error) ? personNameTaken(operator.name) : error;
    }
  }

  async setRole(operatorId: string, role: Role, audit: (was: OperatorRecord) => AuditRecord): Promise<void> {
    await this.#client.$transaction(async (transaction) => {
      const operator = await find(transaction, operatorId);
      if (operator.role === role) return;
      if (role !== "owner") await requireAnotherOwner(transaction, operator);
      await transaction.operator.update({ where: { id: operatorId }, data: { role } });
      const entry = audit(shownOperator(operator));
      await writeAudit(transaction, entry, this.#now());
      if (role !== "owner") await this.#endInvitationsOf(transaction, operatorId, entry);
    });
  }

  async removePerson(operatorId: string, audit: (was: OperatorRecord) => AuditRecord): Promise<string[]> {
    return this.#client.$transaction(async (transaction) => {
      const operator = await find(transaction, operatorId);
      await requireAnotherOwner(transaction, operator);
      const ended = await endSessions(transaction, { operatorId });
      const entry = audit(shownOperator(operator));
      await writeAudit(transaction, entry, this.#now());
      await this.#endInvitationsOf(transaction, operatorId, entry);
      const endedTokens = await endTokensOf(transaction, operatorId, entry, this.#now());
      await transaction.operator.delete({ where: { id: operatorId } });
      return [...ended, ...endedTokens];
    });
  }

  async replacePasswordLink(link: PasswordLinkRecord, audit: AuditRecord): Promise<void> {
    const { operatorId } = link;
    await this.#client.$transaction([
      this.#client.passwordLink.upsert({ where: { operatorId }, create: link, update: link }),
      writeAudit(this.#client, audit, this.#now()),
    ]);
  }

  async passwordLink(tokenHash: string): Promise<PasswordLinkRecord | null> {
    return this.#client.passwordLink.findUnique({ where: { tokenHash } });
  }

  async takePasswordLink(tokenHash: string, passwordHash: string, audit: AuditRecord): Promise<string[]> {
    return this.#client.$transaction(async (transaction) => {
      const link = await transaction.passwordLink.findUnique({ where: { tokenHash } });
      const used = await transaction.passwordLink.deleteMany({
        where: { tokenHash, expiresAt: { gt: this.#now() } },
      });
      if (link === null || used.count === 0) throw passwordLinkInvalid();
      const { operatorId } = link;
      await transaction.operator.update({ where: { id: operatorId }, data: { passwordHash } });
      await writeAudit(transaction, audit, this.#now());
      const ended = await endSessions(transaction, { operatorId });
      return [...ended, ...(await endTokensOf(transaction, operatorId, audit, this.#now()))];
    });
  }

  /** Whoever is let out must not leave a door open behind them. */
  async #endInvitationsOf(
    transaction: Prisma.TransactionClient,
    creatorId: string,
    by: AuditRecord,
  ): Promise<void> {
    const rows = await transaction.invitation.findMany({ where: { creatorId }, orderBy: { id: "asc" } });
    await transaction.invitation.deleteMany({ where: { creatorId } });
    for (const row of rows)
      await writeAudit(transaction, invitationEnded(toInvitation(row), by), this.#now());
  }
}

async function find(transaction: Prisma.TransactionClient, id: string): Promise<Operator> {
  const operator = await transaction.operator.findUnique({ where: { id } });
  if (operator === null) throw personNotFound();
  return operator;
}

async function requireAnotherOwner(transaction: Prisma.TransactionClient, operator: Operator): Promise<void> {
  if (operator.role !== "owner") return;
  const others = await transaction.operator.count({ where: { role: "owner", id: { not: operator.id } } });
  if (others === 0) throw lastOwner(operator.name);
}

function toInvitation(row: Invitation): InvitationRecord {
  return { ...row, role: roleOf.parse(row.role) };
}
