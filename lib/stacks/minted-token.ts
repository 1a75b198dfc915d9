import type { VerificationInput } from "@/lib/keys/verification-keys";

export type WantedToken = {
  issuer: string;
  /** Whom it stands for, to that issuer. */
  subject: string;
  /** null: it never ends. */
  expiresAt: Date | null;
};

export type MintedToken = {
  token: string;
  /** What the product knows its holder by. */
  identity: string;
  /** What confirms its signature. */
  checkedBy: VerificationInput;
};
