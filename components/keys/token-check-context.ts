"use client";

import { createContext, useContext } from "react";
import type { KeyAnswer } from "@/components/keys/key-actions";
import type { ErrorView } from "@/lib/api/contract/views";
import type { VerificationInput } from "@/lib/keys/verification-keys";

/** What a signature is checked by, as the person chose and typed it. */
export type CheckedBy = "nothing" | "secret" | "public-key";

export interface TokenQuestion {
  readonly token: string;
  /** It came from a value that is masked, and stays so until revealed. */
  readonly hidden: boolean;
  readonly by: CheckedBy;
  readonly secret: string;
  readonly publicKey: string;
}

export interface TokenCheck {
  readonly question: TokenQuestion;
  readonly report: KeyAnswer<"keys.verify"> | null;
  readonly failure: ErrorView | null;
  readonly edit: (change: Partial<TokenQuestion>) => void;
  /** Puts a token and its key in, and leads there. */
  readonly check: (given: { token: string; hidden: boolean; by: VerificationInput }) => void;
  readonly reveal: () => void;
}

export const TokenCheckContext = createContext<TokenCheck | null>(null);

/** The check that stands beside every tool. */
export function useTokenCheck(): TokenCheck {
  const check = useContext(TokenCheckContext);
  if (check === null) throw new Error("A tool of the keys page needs its frame around it");
  return check;
}
