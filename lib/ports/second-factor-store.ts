import type { OwnSession } from "@/lib/ports/identity-store";
import type { AuditRecord } from "@/lib/ports/stores";

export type SecondFactorRecord = {
  /** In base32, opened. */
  secret: string;
  /** Tells this secret from one that is begun later. */
  setUp: string;
  /** null until a first code has proven that an app holds the secret: until then nothing asks for codes. */
  confirmedAt: Date | null;
  /** The latest step whose code was taken; 0 before the first. */
  lastStep: number;
  /** Recovery codes that nobody has used. */
  recoveryCodes: number;
};

/**
 * What people prove themselves with besides the password. The secret is sealed at rest, recovery codes are hashed. What
 * a session does to its own second factor is refused with `not-signed-in` when the session has ended meanwhile.
 */
export interface SecondFactorStore {
  secondFactor(operatorId: string): Promise<SecondFactorRecord | null>;
  /** Ids of those whose sign-in asks for a code. */
  operatorsWithSecondFactor(): Promise<ReadonlySet<string>>;
  /** A secret that is still to be confirmed; an earlier one of that kind ends. False where one is confirmed. */
  beginSecondFactor(own: OwnSession, secret: string): Promise<boolean>;
  /**
   * From then on sign-in asks for codes; the person's other sessions end, and it answers which. Null where the set-up
   * that the code was of is not there to be confirmed any more.
   */
  confirmSecondFactor(
    own: OwnSession,
    first: { setUp: string; step: number; codeHashes: readonly string[] },
    audit: AuditRecord,
  ): Promise<string[] | null>;
  /** Takes the code of a step. Of many who bring it at once one is told true, and nobody for an earlier one. */
  takeStep(operatorId: string, step: number): Promise<boolean>;
  /** Takes a recovery code. Of many who bring it at once one is told true. */
  takeRecoveryCode(operatorId: string, codeHash: string, audit: AuditRecord): Promise<boolean>;
  /** The earlier ones end. False where no second factor is on. */
  replaceRecoveryCodes(own: OwnSession, codeHashes: readonly string[], audit: AuditRecord): Promise<boolean>;
  /** With its recovery codes; the person's other sessions end, and it answers which. Null where there is none. */
  removeSecondFactor(own: OwnSession, audit: AuditRecord): Promise<string[] | null>;
  /** The same by somebody else: all of the person's sessions end. */
  resetSecondFactor(operatorId: string, audit: AuditRecord): Promise<string[] | null>;
}
