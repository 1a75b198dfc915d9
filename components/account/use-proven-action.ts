"use client";

import { useState, useTransition } from "react";
import { useProof } from "@/components/account/proof-provider";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export interface ProvenAction<Value> {
  readonly run: () => Promise<ActionState<Value>>;
  /** Only when it worked; not when the password was asked for and not given. */
  readonly onDone: (value: Value) => void;
  /** However it ended. */
  readonly onEnd?: () => void;
  /** Which of several buttons it belongs to. */
  readonly target?: string;
}

/**
 * What a button or a form does, asking for the password where that is needed: whether it is under way, for which
 * target, and why the last one was refused until the next begins.
 */
export function useProvenAction() {
  const proven = useProof();
  const [pending, start] = useTransition();
  const [target, setTarget] = useState("");
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  function act<Value>(action: ProvenAction<Value>): void {
    setTarget(action.target ?? "");
    setRefusal(null);
    // In a transition, which is where the router takes up the redirect of an ended session.
    start(async () => {
      const state = await proven(action.run);
      if (state.status === "failed") setRefusal(state.error);
      if (state.status === "done") action.onDone(state.value);
      action.onEnd?.();
    });
  }
  return { act, pending, isPending: (which: string) => pending && target === which, refusal };
}
