import type { Role } from "@/lib/api/contract/roles";
import type { Clock } from "@/lib/ports/clock";
import type { MemoryIdentityStore, StoredOperator } from "@/lib/ports/fakes/memory-identity-store";
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

/** The people of a `MemoryIdentityStore`, for tests: same answers and errors as the database. */
export class MemoryPeopleStore implements PeopleStore {
  readonly #identity: MemoryIdentityStore;
  readonly #now: Clock;
  readonly #invitations = new Map<string, InvitationRecord>();

  constructor(identity: MemoryIdentityStore, now: Clock) {
    this.#identity = identity;
    this.#now = now;
  }

  async people(): Promise<OperatorRecord[]> {
    return this.#identity.operators.map(({ passwordHash: _, ...shown }) => shown);
  }

  async invitations(): Promise<InvitationRecord[]> {
    return [...this.#invitations.values()];
  }

  async invitation(tokenHash: string): Promise<InvitationRecord | null> {
    return this.#invitations.get(tokenHash) ?? null;
  }

  async createInvitation(invitation: InvitationRecord, audit: AuditRecord): Promise<void> {
    const { creatorId } = invitation;
    const creator = this.#identity.operators.find(({ id }) => id === creatorId);
    if (creatorId !== null && creator?.role !== "owner") throw noLongerOwner();
    this.#invitations.set(invitation.tokenHash, { ...invitation });
    this.#identity.audit.push(audit);
  }

  async deleteInvitation(id: string, audit: AuditRecord): Promise<boolean> {
    const found = [...this.#invitations.values()].find((each) => each.id === id);
    if (found === undefined) return false;
    this.#invitations.delete(found.tokenHash);
    this.#identity.audit.push(audit);
    return true;
  }

  async deleteInvitations(expiredBy: Date): Promise<void> {
    for (const { tokenHash, expiresAt } of this.#invitations.values()) {
      if (expiresAt <= expiredBy) this.#invitations.delete(tokenHash);
    }
  }

  async acceptInvitation(
    tokenHash: string,
    operator: StoredOperator,
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<void> {
    const invitation = this.#invitations.get(tokenHash);
    if (invitation === undefined || invitation.expiresAt <= this.#now()) throw invitationInvalid();
    const taken = this.#identity.operators.some(({ name }) => nameKey(name) === nameKey(operator.name));
    if (taken) throw personNameTaken(operator.name);
    this.#invitations.delete(tokenHash);
    this.#identity.operators.push({ ...operator, role: invitation.role });
    this.#identity.keep(session);
    this.#identity.audit.push(audit);
  }

  async setRole(operatorId: string, role: Role, audit: (was: OperatorRecord) => AuditRecord): Promise<void> {
    const operator = this.#find(operatorId);
    if (operator.role === role) return;
    if (role !== "owner") this.#requireAnotherOwner(operator);
    const entry = audit(operator);
    operator.role = role;
    this.#identity.audit.push(entry);
    if (role !== "owner") this.#endInvitationsOf(operatorId, entry);
  }

  async removePerson(operatorId: string, audit: (was: OperatorRecord) => AuditRecord): Promise<string[]> {
    const operator = this.#find(operatorId);
    this.#requireAnotherOwner(operator);
    const { operators, factors, passwordLinks } = this.#identity;
    operators.splice(operators.indexOf(operator), 1);
    factors.delete(operatorId);
    passwordLinks.delete(operatorId);
    const entry = audit(operator);
    this.#identity.audit.push(entry);
    this.#endInvitationsOf(operatorId, entry);
    const ended = this.#identity.endAllBut(operatorId, null);
    return [...ended, ...this.#identity.endTokensOf(operatorId, entry)];
  }

  async replacePasswordLink(link: PasswordLinkRecord, audit: AuditRecord): Promise<void> {
    this.#identity.passwordLinks.set(link.operatorId, { ...link });
    this.#identity.audit.push(audit);
  }

  async passwordLink(tokenHash: string): Promise<PasswordLinkRecord | null> {
    return this.#linkOf(tokenHash) ?? null;
  }

  async takePasswordLink(tokenHash: string, passwordHash: string, audit: AuditRecord): Promise<string[]> {
    const link = this.#linkOf(tokenHash);
    if (link === undefined || link.expiresAt <= this.#now()) throw passwordLinkInvalid();
    this.#identity.passwordLinks.delete(link.operatorId);
    this.#find(link.operatorId).passwordHash = passwordHash;
    this.#identity.audit.push(audit);
    const ended = this.#identity.endAllBut(link.operatorId, null);
    return [...ended, ...this.#identity.endTokensOf(link.operatorId, audit)];
  }

  #endInvitationsOf(creatorId: string, by: AuditRecord): void {
    const theirs = [...this.#invitations.values()].filter((each) => each.creatorId === creatorId);
    for (const invitation of theirs.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      this.#invitations.delete(invitation.tokenHash);
      this.#identity.audit.push(invitationEnded(invitation, by));
    }
  }

  #linkOf(tokenHash: string): PasswordLinkRecord | undefined {
    return [...this.#identity.passwordLinks.values()].find((link) => link.tokenHash === tokenHash);
  }

  #find(id: string): StoredOperator {
    const operator = this.#identity.operators.find((each) => each.id === id);
    if (operator === undefined) throw personNotFound();
    return operator;
  }

  #requireAnotherOwner({ id, name, role }: StoredOperator): void {
    if (role !== "owner") return;
    if (this.#identity.operators.some((each) => each.role === "owner" && each.id !== id)) return;
    throw lastOwner(name);
  }
}
