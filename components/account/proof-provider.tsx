"use client";

import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from "react";
import { ProofDialog, type ProofDialogProps } from "@/components/account/proof-dialog";
import { answerOf } from "@/components/feedback/answer-of";
import type { ActionState } from "@/lib/web/action-state";

/** Runs an action; where it takes the password, asks for that and runs it again. Idle: it was not given. */
export type RunProven = <Value>(run: () => Promise<ActionState<Value>>) => Promise<ActionState<Value>>;

type RequireProof = (input: Record<string, never>) => Promise<ActionState<null>>;
type Proof = { run: RunProven; requireProof: RequireProof };

const ProofContext = createContext<Proof>({
  run: (action) => answerOf(action()),
  requireProof: async () => ({ status: "done", value: null }),
});

/** For every action that may take a password given a few minutes ago at most. */
export function useProof(): RunProven {
  return useContext(ProofContext).run;
}

/** For a link that takes one: done once the proof counts. The link's own refusal would be saved as the file. */
export function useProofFirst(): () => Promise<ActionState<null>> {
  const { run, requireProof } = useContext(ProofContext);
  return useCallback(() => run(() => requireProof({})), [run, requireProof]);
}

export interface ProofProviderProps extends Pick<ProofDialogProps, "name" | "prove" | "passkey"> {
  readonly requireProof: RequireProof;
  readonly children: ReactNode;
}

type Question = { answer: Promise<boolean>; settle: (given: boolean) => void };

/** One dialog for the whole page, over whatever asked: forms and dialogs stay as they are, with what was typed. */
export function ProofProvider({ name, prove, passkey, requireProof, children }: ProofProviderProps) {
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

  const proof = useMemo(() => ({ run, requireProof }), [run, requireProof]);

  function end(given: boolean): void {
    setOpen(false);
    question.current?.settle(given);
    question.current = null;
  }

  return (
    <ProofContext value={proof}>
      {children}
      <ProofDialog
        open={open}
        name={name}
        prove={prove}
        passkey={passkey}
        onGiven={() => end(true)}
        onClose={() => end(false)}
      />
    </ProofContext>
  );
}
