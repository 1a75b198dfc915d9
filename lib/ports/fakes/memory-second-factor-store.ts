import type { Clock } from "@/lib/ports/clock";
import type { MemoryIdentityStore } from "@/lib/ports/fakes/memory-identity-store";
import type { SecondFactorRecord, SecondFactorStore } from "@/lib/ports/second-factor-store";
import type { AuditRecord } from "@/lib/ports/stores";

type Stored = { secret: string; confirmedAt: Date | null; lastStep: number; codes: Set<string> };

/** The second factors of a `MemoryIdentityStore`'s people, for tests: same answers as the database. */
export class MemorySecondFactorStore implements SecondFactorStore {
  readonly #identity: MemoryIdentityStore;
  readonly #now: Clock;
  readonly #factors = new Map<string, Stored>();

  constructor(identity: MemoryIdentityStore, now: Clock) {
    this.#identity = identity;
    this.#now = now;
  }

  async secondFactor(operatorId: string): Promise<SecondFactorRecord | null> {
    const found = this.#factors.get(operatorId);
    if (found === undefined) return null;
    return { secret: found.secret, confirmedAt: found.confirmedAt, recoveryCodes: found.codes.size };
  }

  async operatorsWithSecondFactor(): Promise<ReadonlySet<string>> {
    const confirmed = [...this.#factors].filter(([, { confirmedAt }]) => confirmedAt !== null);
    return new Set(confirmed.map(([id]) => id));
  }

  async beginSecondFactor(operatorId: string, secret: string): Promise<boolean> {
    if (this.#confirmed(operatorId) !== null) return false;
    this.#factors.set(operatorId, { secret, confirmedAt: null, lastStep: 0, codes: new Set() });
    return true;
  }

  async confirmSecondFactor(
    operatorId: string,
    first: { step: number; codeHashes: readonly string[]; keptTokenHash: string },
    audit: AuditRecord,
  ): Promise<string[] | null> {
    const found = this.#factors.get(operatorId);
    if (found === undefined || found.confirmedAt !== null) return null;
    found.confirmedAt = this.#now();
    found.lastStep = first.step;
    found.codes = new Set(first.codeHashes);
    this.#identity.audit.push(audit);
    return this.#endSessions(operatorId, first.keptTokenHash);
  }

  async takeStep(operatorId: string, step: number): Promise<boolean> {
    const found = this.#confirmed(operatorId);
    if (found === null || found.lastStep >= step) return false;
    found.lastStep = step;
    return true;
  }

  async takeRecoveryCode(operatorId: string, codeHash: string, audit: AuditRecord): Promise<boolean> {
    const taken = this.#factors.get(operatorId)?.codes.delete(codeHash) ?? false;
    if (taken) this.#identity.audit.push(audit);
    return taken;
  }

  async replaceRecoveryCodes(
    operatorId: string,
    codeHashes: readonly string[],
    audit: AuditRecord,
  ): Promise<void> {
    const found = this.#factors.get(operatorId);
    if (found !== undefined) found.codes = new Set(codeHashes);
    this.#identity.audit.push(audit);
  }

  async removeSecondFactor(
    operatorId: string,
    keptTokenHash: string | null,
    audit: AuditRecord,
  ): Promise<string[] | null> {
    if (!this.#factors.delete(operatorId)) return null;
    this.#identity.audit.push(audit);
    return this.#endSessions(operatorId, keptTokenHash);
  }

  #confirmed(operatorId: string): Stored | null {
    const found = this.#factors.get(operatorId);
    return found === undefined || found.confirmedAt === null ? null : found;
  }

  #endSessions(operatorId: string, keptTokenHash: string | null): string[] {
    const { sessions } = this.#identity;
    const ended = [...sessions.values()].filter(
      (session) => session.operatorId === operatorId && session.tokenHash !== keptTokenHash,
    );
    for (const { tokenHash } of ended) sessions.delete(tokenHash);
    return ended.map(({ tokenHash }) => tokenHash).sort();
  }
}
