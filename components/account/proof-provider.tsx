"use client";

import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { ProofDialog, type ProofDialogProps } from "@/components/account/proof-dialog";
import { answerOf } from "@/components/feedback/answer-of";
import type { ActionState } from "@/lib/web/action-state";

/** Runs an action; where it takes the password, asks for that and runs it again. Idle: it was not given. */
export type RunProven = <Value>(run: () => Promise<ActionState<Value>>) => Promise<ActionState<Value>>;

const ProofContext = createContext<RunProven>((run) => answerOf(run()));

/** For every action that may take a password given a few minutes ago at most. */
export function useProof(): RunProven {
  return useContext(ProofContext);
}

export interface ProofProviderProps extends Pick<ProofDialogProps, "name" | "prove"> {
  readonly children: ReactNode;
}

type Question = { answer: Promise<boolean>; settle: (given: boolean) => void };

/** One dialog for the whole page, over whatever asked: forms and dialogs stay as they are, with what was typed. */
export function ProofProvider({ name, prove, children }: ProofProviderProps) {
  const question = useRef<Question | null>(null);
  const [open, setOpen] = useState(false);

  const ask = useCallback((): Promise<boolean> => {
    if (question.current === null) {
      let settle: Question["settle"] = () => undefined;
      const answer = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      question.current = { answer, settle };
      setOpen(true);
    }
    return question.current.answer;
  }, []);

  const run = useCallback<RunProven>(
    async (action) => {
      for (;;) {
        const state = await answerOf(action());
        if (state.status !== "failed" || state.error.code !== "proof-needed") return state;
        if (!(await ask())) return { status: "idle" };
      }
    },
    [ask],
  );

  function end(given: boolean): void {
    setOpen(false);
    question.current?.settle(given);
    question.current = null;
  }

  return (
    <ProofContext value={run}>
      {children}
      <ProofDialog
        open={open}
        name={name}
        prove={prove}
        onGiven={() => end(true)}
        onClose={() => end(false)}
      />
    </ProofContext>
  );
}
