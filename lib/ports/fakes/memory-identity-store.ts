import { addressKey } from "@/lib/ports/address-key";
import type { Clock } from "@/lib/ports/clock";
import {
  type IdentityStore,
  nameKey,
  type OperatorRecord,
  type SessionRecord,
  type SetupLinkRecord,
} from "@/lib/ports/identity-store";
import { setupDone, setupLinkInvalid } from "@/lib/ports/store-errors";
import type { AuditRecord } from "@/lib/ports/stores";

export type StoredOperator = OperatorRecord & { passwordHash: string };

/** The identity store for tests: same answers and errors as the database, nothing kept. */
export class MemoryIdentityStore implements IdentityStore {
  readonly audit: AuditRecord[] = [];
  /** The tables that the fake of people works on too. */
  readonly operators: StoredOperator[] = [];
  readonly sessions = new Map<string, SessionRecord>();
  readonly #addresses = new Map<string, Date>();
  readonly #now: Clock;
  #link: SetupLinkRecord | null = null;

  constructor(now: Clock = () => new Date()) {
    this.#now = now;
  }

  async hasOwner(): Promise<boolean> {
    return this.operators.some((operator) => operator.role === "owner");
  }

  async setupLink(): Promise<SetupLinkRecord | null> {
    return this.#link;
  }

  async replaceSetupLink(link: SetupLinkRecord, audit: AuditRecord): Promise<void> {
    this.#link = { ...link };
    this.audit.push(audit);
  }

  async createOwner(
    owner: StoredOperator,
    linkTokenHash: string,
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<void> {
    if (this.operators.length > 0) {
      throw setupDone();
    }
    if (this.#link?.tokenHash !== linkTokenHash || this.#link.expiresAt <= this.#now()) {
      throw setupLinkInvalid();
    }
    this.#link = null;
    this.operators.push({ ...owner });
    this.keep(session);
    this.audit.push(audit);
  }

  async findByName(name: string): Promise<StoredOperator | null> {
    return this.operators.find((operator) => nameKey(operator.name) === nameKey(name)) ?? null;
  }

  async findById(id: string): Promise<StoredOperator | null> {
    return this.operators.find((operator) => operator.id === id) ?? null;
  }

  async createSession(session: SessionRecord, audit: AuditRecord): Promise<void> {
    this.keep(session);
    this.audit.push(audit);
  }

  async hasSignedInFrom(operatorId: string, address: string): Promise<boolean> {
    return this.#addresses.has(`${operatorId} ${address}`);
  }

  async forgetAddresses(unusedSince: Date): Promise<void> {
    for (const [key, lastAt] of this.#addresses) {
      if (lastAt <= unusedSince) this.#addresses.delete(key);
    }
  }

  async session(tokenHash: string): Promise<{ session: SessionRecord; operator: OperatorRecord } | null> {
    const session = this.sessions.get(tokenHash);
    const operator = this.operators.find(({ id }) => id === session?.operatorId);
    if (session === undefined || operator === undefined) return null;
    const { passwordHash: _, ...shown } = operator;
    return { session: { ...session }, operator: shown };
  }

  async touchSession(tokenHash: string, lastSeenAt: Date): Promise<void> {
    const session = this.sessions.get(tokenHash);
    if (session === undefined) return;
    session.lastSeenAt = lastSeenAt;
    for (const operator of this.operators) {
      if (operator.id === session.operatorId) operator.lastSeenAt = lastSeenAt;
    }
  }

  async proveSession(tokenHash: string, provedAt: Date, audit: AuditRecord): Promise<void> {
    const session = this.sessions.get(tokenHash);
    if (session !== undefined) session.provedAt = provedAt;
    this.audit.push(audit);
  }

  async endSession(tokenHash: string, audit: AuditRecord): Promise<void> {
    this.sessions.delete(tokenHash);
    this.audit.push(audit);
  }

  async sessionsOf(operatorId: string): Promise<SessionRecord[]> {
    return [...this.sessions.values()]
      .filter((session) => session.operatorId === operatorId)
      .map((session) => ({ ...session }));
  }

  async endSessions(
    operatorId: string,
    which: { only: string } | { allBut: string },
    audit: AuditRecord,
  ): Promise<string[]> {
    const ended = (await this.sessionsOf(operatorId))
      .map(({ tokenHash }) => tokenHash)
      .filter((hash) => ("only" in which ? hash === which.only : hash !== which.allBut))
      .sort();
    for (const hash of ended) this.sessions.delete(hash);
    if (ended.length > 0) this.audit.push(audit);
    return ended;
  }

  async changePassword(
    operatorId: string,
    passwordHash: string,
    keptTokenHash: string,
    audit: AuditRecord,
  ): Promise<string[]> {
    for (const operator of this.operators) {
      if (operator.id === operatorId) operator.passwordHash = passwordHash;
    }
    const ended = [...this.sessions.values()].filter(
      (session) => session.operatorId === operatorId && session.tokenHash !== keptTokenHash,
    );
    for (const session of ended) this.sessions.delete(session.tokenHash);
    this.audit.push(audit);
    return ended.map((session) => session.tokenHash).sort();
  }

  async deleteSessions(over: { expiredBy: Date; unseenSince: Date }): Promise<number> {
    const ended = [...this.sessions.values()].filter(
      (session) => session.expiresAt <= over.expiredBy || session.lastSeenAt <= over.unseenSince,
    );
    for (const session of ended) this.sessions.delete(session.tokenHash);
    return ended.length;
  }

  keep(session: SessionRecord): void {
    for (const operator of this.operators) {
      if (operator.id === session.operatorId) operator.lastSeenAt = session.createdAt;
    }
    this.sessions.set(session.tokenHash, { ...session });
    const address = addressKey(session.peer);
    if (address !== null) this.#addresses.set(`${session.operatorId} ${address}`, session.createdAt);
  }
}
