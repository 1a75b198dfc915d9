import type { OperatorView } from "@/lib/api/contract/views";
import type { AuditRecord } from "@/lib/ports/stores";

export type OperatorRecord = OperatorView & {
  createdAt: Date;
  /** To the minute; null before the first session. */
  lastSeenAt: Date | null;
};

/** The session that asks, and whose it is. */
export type OwnSession = { operatorId: string; tokenHash: string };

/** What somebody has proved who they are by. Slow work lies between the look at it and what it opens. */
export type Proven = {
  passwordHash: string;
  /** When the second factor was switched on that a code was given of; null without one. */
  secondFactorSince: Date | null;
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

/**
 * Rows of people, sessions and the set-up link. Names are compared without regard to case and Unicode form. What a
 * session does to its own account is refused with `not-signed-in` when the session has ended meanwhile.
 */
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
  /**
   * From then on the session's peer is an address that the operator has signed in from; the first one's too. False, and
   * nothing is written, when the account is gone or what was proven is no longer what it asks for.
   */
  createSession(session: SessionRecord, proven: Proven, audit: AuditRecord): Promise<boolean>;
  /** @param address as `addressKey` makes it */
  hasSignedInFrom(operatorId: string, address: string): Promise<boolean>;
  /** Those that nobody has signed in from since. */
  forgetAddresses(unusedSince: Date): Promise<void>;
  session(tokenHash: string): Promise<{ session: SessionRecord; operator: OperatorRecord } | null>;
  /** The operator was seen then as well. */
  touchSession(tokenHash: string, lastSeenAt: Date): Promise<void>;
  /** Notes in the session when it was proven again. False, and nothing is written, as with `createSession`. */
  proveSession(own: OwnSession, proven: Proven, provedAt: Date, audit: AuditRecord): Promise<boolean>;
  endSession(tokenHash: string, audit: AuditRecord): Promise<void>;
  /** Over or not, in no order. */
  sessionsOf(operatorId: string): Promise<SessionRecord[]>;
  /** Ends sessions of the operator by token hash; answers which. The audit entry is written when one has ended. */
  endSessions(
    operatorId: string,
    which: { only: string } | { allBut: string },
    audit: AuditRecord,
  ): Promise<string[]>;
  /**
   * Ends the operator's other sessions and API tokens, each of those written down, and a link by which the password
   * could be set anew; answers the hashes of sessions and tokens that ended. Null when the password is not `from` any more.
   */
  changePassword(
    own: OwnSession,
    passwordHash: { from: string; to: string },
    audit: AuditRecord,
  ): Promise<string[] | null>;
  /** Rows of sessions that nobody can use any more. */
  deleteSessions(over: { expiredBy: Date; unseenSince: Date }): Promise<number>;
}

/** What a name is compared by. */
export function nameKey(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}
