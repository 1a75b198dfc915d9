"use client";

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { KeyAction } from "@/components/keys/key-actions";
import {
  type TokenCheck,
  TokenCheckContext,
  type TokenQuestion,
} from "@/components/keys/token-check-context";
import { useMaker } from "@/components/keys/use-maker";
import type { VerificationInput } from "@/lib/keys/verification-keys";

/** A pause in typing, after which the token is checked. */
const PAUSE_MS = 250;

const EMPTY: TokenQuestion = { token: "", hidden: false, by: "secret", secret: "", publicKey: "" };

/** Where the check stands: `check` leads there when it is out of sight. */
export const TOKEN_CHECK_ID = "token-check";

type Props = { readonly verify: KeyAction<"keys.verify">; readonly children: ReactNode };

/** Holds the token that is checked, so that it stays from tool to tool; nothing of it leaves the page but to the panel. */
export function TokenCheckProvider({ verify, children }: Props) {
  const [question, setQuestion] = useState(EMPTY);
  const { made, failure, make, clear } = useMaker(verify);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);

  const ask = useCallback(
    (next: TokenQuestion, pauseMs: number) => {
      setQuestion(next);
      clear();
      clearTimeout(pause.current);
      if (next.token.trim() === "") return;
      pause.current = setTimeout(() => void make({ token: next.token, key: keyOf(next) }), pauseMs);
    },
    [clear, make],
  );

  const value = useMemo<TokenCheck>(
    () => ({
      question,
      report: made,
      failure,
      edit: (change) => ask({ ...question, ...change }, PAUSE_MS),
      check: ({ token, hidden, by }) => {
        const given =
          "secret" in by ? { by: "secret" as const, ...by } : { by: "public-key" as const, ...by };
        ask({ ...EMPTY, token, hidden, ...given }, 0);
        document.getElementById(TOKEN_CHECK_ID)?.scrollIntoView({ block: "nearest" });
      },
      reveal: () => setQuestion({ ...question, hidden: false }),
    }),
    [question, made, failure, ask],
  );
  return <TokenCheckContext value={value}>{children}</TokenCheckContext>;
}

function keyOf({ by, secret, publicKey }: TokenQuestion): VerificationInput | null {
  if (by === "secret" && secret !== "") return { secret };
  if (by === "public-key" && publicKey.trim() !== "") return { publicKey };
  return null;
}
