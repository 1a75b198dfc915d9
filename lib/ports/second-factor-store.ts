import type { AuditRecord } from "@/lib/ports/stores";

export type SecondFactorRecord = {
  /** In base32, opened. */
  secret: string;
  /** null until a first code has proven that an app holds the secret: until then nothing asks for codes. */
  confirmedAt: Date | null;
  /** Recovery codes that nobody has used. */
  recoveryCodes: number;
};

/** What people prove themselves with besides the password. The secret is sealed at rest, recovery codes are hashed. */
export interface SecondFactorStore {
  secondFactor(operatorId: string): Promise<SecondFactorRecord | null>;
  /** Ids of those whose sign-in asks for a code. */
  operatorsWithSecondFactor(): Promise<ReadonlySet<string>>;
  /** A secret that is still to be confirmed; an earlier one of that kind ends. False where one is confirmed. */
  beginSecondFactor(operatorId: string, secret: string): Promise<boolean>;
  /**
   * From then on sign-in asks for codes; the person's sessions but the kept one end, and it answers which. Null where
   * there is nothing to confirm.
   */
  confirmSecondFactor(
    operatorId: string,
    first: { step: number; codeHashes: readonly string[]; keptTokenHash: string },
    audit: AuditRecord,
  ): Promise<string[] | null>;
  /** Takes the code of a step. Of many who bring it at once one is told true, and nobody for an earlier one. */
  takeStep(operatorId: string, step: number): Promise<boolean>;
  /** Takes a recovery code. Of many who bring it at once one is told true. */
  takeRecoveryCode(operatorId: string, codeHash: string, audit: AuditRecord): Promise<boolean>;
  /** The earlier ones end. */
  replaceRecoveryCodes(operatorId: string, codeHashes: readonly string[], audit: AuditRecord): Promise<void>;
  /**
   * With its recovery codes; the person's sessions but the kept one end, and it answers which. Null where there is
   * none.
   */
  removeSecondFactor(
    operatorId: string,
    keptTokenHash: string | null,
    audit: AuditRecord,
  ): Promise<string[] | null>;
}
