import type { OperatorView } from "@/lib/api/contract/views";
import type { AuditRecord } from "@/lib/ports/stores";

export type OperatorRecord = OperatorView & {
  createdAt: Date;
  /** To the minute; null before the first session. */
  lastSeenAt: Date | null;
};

/** Found by its token's SHA-256 only: the token itself is stored nowhere. */
export type SessionRecord = {
  tokenHash: string;
  operatorId: string;
  peer: string;
  /** In words; empty when it is not known. */
  browser: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** Whatever happens, the session is over then. */
  expiresAt: Date;
  /** When the password was last given within it; null when that is not known. */
  provedAt: Date | null;
};

export type SetupLinkRecord = { tokenHash: string; createdAt: Date; expiresAt: Date };

/** Rows of people, sessions and the set-up link. Names are compared without regard to case and Unicode form. */
export interface IdentityStore {
  hasOwner(): Promise<boolean>;
  /** The present link, expired or not. */
  setupLink(): Promise<SetupLinkRecord | null>;
  /** The earlier link ends. */
  replaceSetupLink(link: SetupLinkRecord, audit: AuditRecord): Promise<void>;
  /**
   * Owner, first session and the link's end at once. `setup-done` when an operator exists, `setup-link-invalid` when
   * the link is not the present one or has expired.
   */
  createOwner(
    owner: OperatorRecord & { passwordHash: string },
    linkTokenHash: string,
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<void>;
  findByName(name: string): Promise<(OperatorRecord & { passwordHash: string }) | null>;
  findById(id: string): Promise<(OperatorRecord & { passwordHash: string }) | null>;
  /** From then on the session's peer is an address that the operator has signed in from; the first one's too. */
  createSession(session: SessionRecord, audit: AuditRecord): Promise<void>;
  /** @param address as `addressKey` makes it */
  hasSignedInFrom(operatorId: string, address: string): Promise<boolean>;
  /** Those that nobody has signed in from since. */
  forgetAddresses(unusedSince: Date): Promise<void>;
  session(tokenHash: string): Promise<{ session: SessionRecord; operator: OperatorRecord } | null>;
  /** The operator was seen then as well. */
  touchSession(tokenHash: string, lastSeenAt: Date): Promise<void>;
  /** The password was given again within the session. */
  proveSession(tokenHash: string, provedAt: Date, audit: AuditRecord): Promise<void>;
  endSession(tokenHash: string, audit: AuditRecord): Promise<void>;
  /** Over or not, in no order. */
  sessionsOf(operatorId: string): Promise<SessionRecord[]>;
  /** Ends sessions of the operator by token hash; answers which. The audit entry is written when one has ended. */
  endSessions(
    operatorId: string,
    which: { only: string } | { allBut: string },
    audit: AuditRecord,
  ): Promise<string[]>;
  /** Ends the operator's sessions but the kept one; answers the token hashes of those that ended. */
  changePassword(
    operatorId: string,
    passwordHash: string,
    keptTokenHash: string,
    audit: AuditRecord,
  ): Promise<string[]>;
  /** Rows of sessions that nobody can use any more. */
  deleteSessions(over: { expiredBy: Date; unseenSince: Date }): Promise<number>;
}

/** What a name is compared by. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
