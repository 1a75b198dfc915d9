"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import {
  type DefinitionInput,
  type DraftAnswer,
  definitionInput,
  type Edits,
  noEdits,
} from "@/components/stacks/definition/draft";
import { keepDraft, keptDraft } from "@/components/stacks/definition/kept-draft";
import type { KindForm } from "@/components/stacks/definition/kind-form";
import type { ErrorView } from "@/lib/api/contract/views";
import type { Access } from "@/lib/stacks/kind";
import type { ActionState } from "@/lib/web/action-state";

/** A pause in typing, after which the draft is checked. */
const PAUSE_MS = 250;

export type DraftChecker = (
  input: DefinitionInput & { preflight: boolean },
) => Promise<ActionState<DraftAnswer>>;

type Options = {
  form: KindForm;
  /** Access before the person has chosen. */
  access: Access;
  first: DraftAnswer | null;
  storageKey: string;
  check: DraftChecker;
};

/** Edits, and the panel's answer to them: asked again after each pause, the latest question wins. */
export function useDraft({ form, access, first, storageKey, check }: Options) {
  const [edits, setEdits] = useState<Edits>(noEdits);
  const [answer, setAnswer] = useState(first);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [checking, setChecking] = useState(false);
  const question = useRef(0);

  const ask = useCallback(
    async (of: Edits) => {
      question.current += 1;
      const mine = question.current;
      setChecking(true);
      const result = await answerOf(check({ ...definitionInput(form, of, access), preflight: true }));
      if (mine !== question.current) return;
      setChecking(false);
      setFailure(result.status === "failed" ? result.error : null);
      if (result.status === "done") setAnswer(result.value);
    },
    [form, access, check],
  );

  useEffect(() => {
    const kept = keptDraft(storageKey);
    setEdits(kept);
    setAnswer(first);
    void ask(kept);
  }, [storageKey, first, ask]);

  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);

  const edit = useCallback(
    (change: (before: Edits) => Edits) => {
      setEdits((before) => {
        const after = change(before);
        keepDraft(storageKey, after);
        clearTimeout(pause.current);
        pause.current = setTimeout(() => void ask(after), PAUSE_MS);
        return after;
      });
    },
    [ask, storageKey],
  );

  return {
    edits,
    edit,
    answer,
    failure,
    checking,
    askAgain: () => void ask(edits),
    /**
     * Drops a check that is due, before the edits are sent: it would queue up behind and reach the server under the
     * address of the page that comes next, which does not know it.
     */
    hold: () => clearTimeout(pause.current),
  };
}
