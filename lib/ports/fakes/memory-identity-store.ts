import { addressKey } from "@/lib/ports/address-key";
import { type ApiTokenRecord, tokenEnded } from "@/lib/ports/api-token-store";
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
import type { PasskeyRecord } from "@/lib/ports/passkey-store";
import type { PasswordLinkRecord } from "@/lib/ports/people-store";
import { sessionOver, setupDone, setupLinkInvalid } from "@/lib/ports/store-errors";
import type { AuditRecord } from "@/lib/ports/stores";

export type StoredOperator = OperatorRecord & { passwordHash: string };
export type StoredFactor = {
  secret: string;
  setUp: string;
  confirmedAt: Date | null;
  lastStep: number;
  codes: Set<string>;
};

/** The identity store for tests: same answers and errors as the database, nothing kept. */
export class MemoryIdentityStore implements IdentityStore {
  readonly audit: AuditRecord[] = [];
  /** The tables that the fakes of people, second factors and passkeys work on too. */
  readonly operators: StoredOperator[] = [];
  readonly sessions = new Map<string, SessionRecord>();
  readonly factors = new Map<string, StoredFactor>();
  readonly passkeys = new Map<string, PasskeyRecord>();
  readonly passwordLinks = new Map<string, PasswordLinkRecord>();
  readonly apiTokens = new Map<string, ApiTokenRecord>();
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
    return copy(this.operators.find((operator) => nameKey(operator.name) === nameKey(name)));
  }

  async findById(id: string): Promise<StoredOperator | null> {
    return copy(this.operators.find((operator) => operator.id === id));
  }

  async createSession(session: SessionRecord, proven: Proven, audit: AuditRecord): Promise<boolean> {
    if (!this.#isProven(session.operatorId, proven)) return false;
    this.keep(session);
    this.audit.push(audit);
    return true;
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

  async proveSession(own: OwnSession, proven: Proven, provedAt: Date, audit: AuditRecord): Promise<boolean> {
    const session = this.requireSession(own);
    if (!this.#isProven(own.operatorId, proven)) return false;
    session.provedAt = provedAt;
    this.audit.push(audit);
    return true;
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
    if ("allBut" in which) this.requireSession({ operatorId, tokenHash: which.allBut });
    const ended = (await this.sessionsOf(operatorId))
      .map(({ tokenHash }) => tokenHash)
      .filter((hash) => ("only" in which ? hash === which.only : hash !== which.allBut))
      .sort();
    for (const hash of ended) this.sessions.delete(hash);
    if (ended.length > 0) this.audit.push(audit);
    return ended;
  }

  async changePassword(
    own: OwnSession,
    { from, to }: { from: string; to: string },
    audit: AuditRecord,
  ): Promise<string[] | null> {
    this.requireSession(own);
    const operator = this.operators.find(({ id }) => id === own.operatorId);
    if (operator?.passwordHash !== from) return null;
    operator.passwordHash = to;
    this.passwordLinks.delete(own.operatorId);
    this.audit.push(audit);
    const ended = this.endAllBut(own.operatorId, own.tokenHash);
    return [...ended, ...this.endTokensOf(own.operatorId, audit)];
  }

  async deleteSessions(over: { expiredBy: Date; unseenSince: Date }): Promise<number> {
    const ended = [...this.sessions.values()].filter(
      (session) => session.expiresAt <= over.expiredBy || session.lastSeenAt <= over.unseenSince,
    );
    for (const session of ended) this.sessions.delete(session.tokenHash);
    return ended.length;
  }

  requireSession({ operatorId, tokenHash }: OwnSession): SessionRecord {
    const session = this.sessions.get(tokenHash);
    if (session?.operatorId !== operatorId) throw sessionOver();
    return session;
  }

  endAllBut(operatorId: string, keptTokenHash: string | null): string[] {
    const ended = [...this.sessions.values()].filter(
      (session) => session.operatorId === operatorId && session.tokenHash !== keptTokenHash,
    );
    for (const { tokenHash } of ended) this.sessions.delete(tokenHash);
    return ended.map(({ tokenHash }) => tokenHash).sort();
  }

  endTokensOf(operatorId: string, by: AuditRecord): string[] {
    const theirs = [...this.apiTokens.values()].filter((token) => token.operatorId === operatorId);
    for (const token of theirs.sort((a, b) => (a.tokenHash < b.tokenHash ? -1 : 1))) {
      this.apiTokens.delete(token.tokenHash);
      this.audit.push(tokenEnded(token, by));
    }
    return theirs.map(({ tokenHash }) => tokenHash);
  }

  #isProven(operatorId: string, { passwordHash, secondFactorSince }: Proven): boolean {
    const operator = this.operators.find(({ id }) => id === operatorId);
    const since = this.factors.get(operatorId)?.confirmedAt;
    return operator?.passwordHash === passwordHash && since?.getTime() === secondFactorSince?.getTime();
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

/** As a row was when it was read: what happens to it later must not show. */
function copy(operator: StoredOperator | undefined): StoredOperator | null {
  return operator === undefined ? null : { ...operator };
}
