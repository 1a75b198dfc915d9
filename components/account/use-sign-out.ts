"use client";

import { useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

/** Leads to the sign-in page when it works; else its answer says why the session goes on. */
export type SignOutAction = () => Promise<ActionState>;

/** Signs out: whether that is on its way, and why it did not work until that is dismissed. */
export function useSignOut(signOut: SignOutAction) {
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  function leave(): void {
    setRefusal(null);
    // In a transition, which is where the router takes up the redirect.
    start(async () => {
      const answer = await answerOf(signOut());
      if (answer.status === "failed") setRefusal(answer.error);
    });
  }
  return { leave, pending, refusal, dismiss: () => setRefusal(null) };
}
