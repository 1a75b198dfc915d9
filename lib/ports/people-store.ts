import type { Role } from "@/lib/api/contract/roles";
import type { OperatorRecord, SessionRecord } from "@/lib/ports/identity-store";
import type { AuditRecord } from "@/lib/ports/stores";

/** Found by its token's SHA-256: the token itself is stored nowhere. */
export type InvitationRecord = {
  id: string;
  tokenHash: string;
  role: Role;
  note: string;
  createdBy: string;
  /** null: made on the server, by nobody's account. */
  creatorId: string | null;
  createdAt: Date;
  expiresAt: Date;
};

/** By which somebody sets a new password, once. */
export type PasswordLinkRecord = { operatorId: string; tokenHash: string; createdAt: Date; expiresAt: Date };

/** Who has an account, and who is asked to make one. */
export interface PeopleStore {
  /** Oldest account first. */
  people(): Promise<OperatorRecord[]>;
  /** Over or not, oldest first. */
  invitations(): Promise<InvitationRecord[]>;
  invitation(tokenHash: string): Promise<InvitationRecord | null>;
  /** `not-allowed` when who makes it is no owner any more. */
  createInvitation(invitation: InvitationRecord, audit: AuditRecord): Promise<void>;
  /** False when there is none; the audit entry is written when there was one. */
  deleteInvitation(id: string, audit: AuditRecord): Promise<boolean>;
  /** Rows of invitations that nobody can use any more. */
  deleteInvitations(expiredBy: Date): Promise<void>;
  /**
   * Account, first session and the invitation's end at once; the role is the invitation's. `link-invalid` when
   * it was used, ended or is over, `name-taken` when somebody else has the name: the invitation is good then still.
   */
  acceptInvitation(
    tokenHash: string,
    operator: OperatorRecord & { passwordHash: string },
    session: SessionRecord,
    audit: AuditRecord,
  ): Promise<void>;
  /**
   * Below owner, the invitations that the person made end, each written down. Nothing happens to who has the role.
   * `not-found`, `last-owner`
   * @param audit of the person as they were
   */
  setRole(operatorId: string, role: Role, audit: (was: OperatorRecord) => AuditRecord): Promise<void>;
  /**
   * With sessions, API tokens, and the invitations that the person made; answers the hashes of sessions and tokens.
   * `not-found`, `last-owner`
   */
  removePerson(operatorId: string, audit: (was: OperatorRecord) => AuditRecord): Promise<string[]>;
  /** An earlier link of the person ends. */
  replacePasswordLink(link: PasswordLinkRecord, audit: AuditRecord): Promise<void>;
  /** The link, expired or not. */
  passwordLink(tokenHash: string): Promise<PasswordLinkRecord | null>;
  /**
   * The new password and the link's end at once, with all of the person's sessions and API tokens; answers the hashes
   * of those. `link-invalid`
   */
  takePasswordLink(tokenHash: string, passwordHash: string, audit: AuditRecord): Promise<string[]>;
}

/** What is written down when an invitation ends before it is used, by whom `by` says. */
export function invitationEnded(
  { role, note }: Pick<InvitationRecord, "role" | "note">,
  by: Pick<AuditRecord, "who" | "from">,
): AuditRecord {
  return { who: by.who, from: by.from, what: "invitation ended", target: invitationName({ role, note }) };
}

/** As the audit log calls it. */
export function invitationName({ role, note }: Pick<InvitationRecord, "role" | "note">): string {
  return note === "" ? role : `${role}, for ${note}`;
}
