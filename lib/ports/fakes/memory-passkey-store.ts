import type { Clock } from "@/lib/ports/clock";
import type { MemoryIdentityStore } from "@/lib/ports/fakes/memory-identity-store";
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

/** The passkeys of a `MemoryIdentityStore`'s people, for tests: same answers as the database. */
export class MemoryPasskeyStore implements PasskeyStore {
  readonly #identity: MemoryIdentityStore;
  readonly #now: Clock;
  #challenges: (PasskeyChallenge & { openedAt: Date })[] = [];

  constructor(identity: MemoryIdentityStore, now: Clock) {
    this.#identity = identity;
    this.#now = now;
  }

  async passkeysOf(operatorId: string): Promise<PasskeyRecord[]> {
    return this.#alive(({ operatorId: whose }) => whose === operatorId).map((passkey) => ({ ...passkey }));
  }

  async passkey(credentialId: string): Promise<PasskeyRecord | null> {
    const [found] = this.#alive((passkey) => passkey.credentialId === credentialId);
    return found === undefined ? null : { ...found };
  }

  async countByOperator(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { operatorId } of this.#alive(() => true)) {
      counts.set(operatorId, (counts.get(operatorId) ?? 0) + 1);
    }
    return counts;
  }

  async openChallenge(challenge: PasskeyChallenge, openedAt: Date): Promise<void> {
    const { purpose, sessionHash } = challenge;
    if (sessionHash !== null) {
      this.#challenges = this.#challenges.filter(
        (each) => each.purpose !== purpose || each.sessionHash !== sessionHash,
      );
    } else {
      const strangers = this.#challenges.filter((each) => each.sessionHash === null);
      const over = new Set(strangers.slice(0, Math.max(0, strangers.length - MOST_SIGN_IN_CHALLENGES + 1)));
      this.#challenges = this.#challenges.filter((each) => !over.has(each));
    }
    this.#challenges.push({ ...challenge, openedAt });
  }

  async takeChallenge(
    { challengeHash, purpose, sessionHash }: PasskeyChallenge,
    openedSince: Date,
  ): Promise<boolean> {
    const index = this.#challenges.findIndex(
      (each) =>
        each.challengeHash === challengeHash &&
        each.purpose === purpose &&
        each.sessionHash === sessionHash &&
        (sessionHash === null || this.#identity.sessions.has(sessionHash)),
    );
    const [taken] = index === -1 ? [] : this.#challenges.splice(index, 1);
    return taken !== undefined && taken.openedAt > openedSince && taken.openedAt <= this.#now();
  }

  async addPasskey(own: OwnSession, passkey: PasskeyRecord, audit: AuditRecord): Promise<boolean> {
    this.#identity.requireSession(own);
    if ((await this.passkey(passkey.credentialId)) !== null) return false;
    this.#identity.passkeys.set(passkey.id, { ...passkey });
    this.#identity.audit.push(audit);
    return true;
  }

  async renamePasskey(
    own: OwnSession,
    { id, name }: { id: string; name: string },
    audit: AuditRecord,
  ): Promise<boolean> {
    this.#identity.requireSession(own);
    const found = this.#own(own.operatorId, id);
    if (found === undefined) return false;
    found.name = name;
    this.#identity.audit.push(audit);
    return true;
  }

  async removePasskey(own: OwnSession, id: string, audit: AuditRecord): Promise<string[] | null> {
    this.#identity.requireSession(own);
    if (this.#own(own.operatorId, id) === undefined) return null;
    this.#identity.passkeys.delete(id);
    this.#identity.audit.push(audit);
    return this.#identity.endAllBut(own.operatorId, own.tokenHash);
  }

  async resetPasskeys(operatorId: string, audit: AuditRecord): Promise<string[] | null> {
    const found = await this.passkeysOf(operatorId);
    if (found.length === 0) return null;
    for (const { id } of found) this.#identity.passkeys.delete(id);
    this.#identity.audit.push(audit);
    return this.#identity.endAllBut(operatorId, null);
  }

  async signInWithPasskey(
    use: PasskeyUse,
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<PasskeyOutcome> {
    return this.#use(use, audit, () => this.#identity.keep(session));
  }

  async proveWithPasskey(use: PasskeyUse, own: OwnSession, audit: AuditRecord): Promise<PasskeyOutcome> {
    return this.#use(use, audit, () => {
      this.#identity.requireSession(own).provedAt = use.at;
    });
  }

  #use(
    { id, operatorId, counter, backedUp, at }: PasskeyUse,
    audit: AuditRecord,
    open: () => void,
  ): PasskeyOutcome {
    const found = this.#own(operatorId, id);
    if (found === undefined) return "gone";
    if (isCounterBack(found.counter, counter)) return "counter-back";
    open();
    Object.assign(found, { counter, backedUp, lastUsedAt: at });
    this.#identity.audit.push(audit);
    return "done";
  }

  #own(operatorId: string, id: string): PasskeyRecord | undefined {
    return this.#alive((passkey) => passkey.id === id && passkey.operatorId === operatorId)[0];
  }

  /** Those of accounts that are still there. */
  #alive(fits: (passkey: PasskeyRecord) => boolean): PasskeyRecord[] {
    const people = new Set(this.#identity.operators.map(({ id }) => id));
    return [...this.#identity.passkeys.values()].filter(
      (passkey) => people.has(passkey.operatorId) && fits(passkey),
    );
  }
}
