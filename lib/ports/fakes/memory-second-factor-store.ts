import type { Clock } from "@/lib/ports/clock";
import type { MemoryIdentityStore, StoredFactor } from "@/lib/ports/fakes/memory-identity-store";
import type { OwnSession } from "@/lib/ports/identity-store";
import type { SecondFactorRecord, SecondFactorStore } from "@/lib/ports/second-factor-store";
import type { AuditRecord } from "@/lib/ports/stores";

/** The second factors of a `MemoryIdentityStore`'s people, for tests: same answers as the database. */
export class MemorySecondFactorStore implements SecondFactorStore {
  readonly #identity: MemoryIdentityStore;
  readonly #now: Clock;
  #begun = 0;

  constructor(identity: MemoryIdentityStore, now: Clock) {
    this.#identity = identity;
    this.#now = now;
  }

  async secondFactor(operatorId: string): Promise<SecondFactorRecord | null> {
    const found = this.#identity.factors.get(operatorId);
    if (found === undefined) return null;
    const { secret, setUp, confirmedAt, lastStep, codes } = found;
    return { secret, setUp, confirmedAt, lastStep, recoveryCodes: codes.size };
  }

  async operatorsWithSecondFactor(): Promise<ReadonlySet<string>> {
    const confirmed = [...this.#identity.factors].filter(([, { confirmedAt }]) => confirmedAt !== null);
    return new Set(confirmed.map(([id]) => id));
  }

  async beginSecondFactor(own: OwnSession, secret: string): Promise<boolean> {
    this.#identity.requireSession(own);
    if (this.#confirmed(own.operatorId) !== null) return false;
    this.#begun += 1;
    const begun = { secret, setUp: `set-up ${this.#begun}`, confirmedAt: null, lastStep: 0 };
    this.#identity.factors.set(own.operatorId, { ...begun, codes: new Set() });
    return true;
  }

  async confirmSecondFactor(
    own: OwnSession,
    first: { setUp: string; step: number; codeHashes: readonly string[] },
    audit: AuditRecord,
  ): Promise<string[] | null> {
    this.#identity.requireSession(own);
    const found = this.#identity.factors.get(own.operatorId);
    if (found?.setUp !== first.setUp || found.confirmedAt !== null) return null;
    found.confirmedAt = this.#now();
    found.lastStep = first.step;
    found.codes = new Set(first.codeHashes);
    this.#identity.audit.push(audit);
    return this.#identity.endAllBut(own.operatorId, own.tokenHash);
  }

  async takeStep(operatorId: string, step: number): Promise<boolean> {
    const found = this.#confirmed(operatorId);
    if (found === null || found.lastStep >= step) return false;
    found.lastStep = step;
    return true;
  }

  async takeRecoveryCode(operatorId: string, codeHash: string, audit: AuditRecord): Promise<boolean> {
    const taken = this.#identity.factors.get(operatorId)?.codes.delete(codeHash) ?? false;
    if (taken) this.#identity.audit.push(audit);
    return taken;
  }

  async replaceRecoveryCodes(
    own: OwnSession,
    codeHashes: readonly string[],
    audit: AuditRecord,
  ): Promise<boolean> {
    this.#identity.requireSession(own);
    const found = this.#confirmed(own.operatorId);
    if (found === null) return false;
    found.codes = new Set(codeHashes);
    this.#identity.audit.push(audit);
    return true;
  }

  async removeSecondFactor(own: OwnSession, audit: AuditRecord): Promise<string[] | null> {
    this.#identity.requireSession(own);
    return this.#remove(own.operatorId, own.tokenHash, audit);
  }

  async resetSecondFactor(operatorId: string, audit: AuditRecord): Promise<string[] | null> {
    return this.#remove(operatorId, null, audit);
  }

  #remove(operatorId: string, keptTokenHash: string | null, audit: AuditRecord): string[] | null {
    if (!this.#identity.factors.delete(operatorId)) return null;
    this.#identity.audit.push(audit);
    return this.#identity.endAllBut(operatorId, keptTokenHash);
  }

  #confirmed(operatorId: string): StoredFactor | null {
    const found = this.#identity.factors.get(operatorId);
    return found === undefined || found.confirmedAt === null ? null : found;
  }
}
