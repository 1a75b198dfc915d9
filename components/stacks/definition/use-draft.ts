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
  /** The answer of the first paint. */
  first: DraftAnswer | null;
  /** Another key is another draft: give the component a key with it. */
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

  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(pause.current), []);

  // What the browser kept comes in once. When the page brings something newer, as another's revision, the edits in
  // memory stay and are checked against it: they hold the secrets, which the browser does not keep.
  const current = useRef<Edits | null>(null);
  useEffect(() => {
    if (current.current === null) {
      current.current = keptDraft(storageKey);
      setEdits(current.current);
    }
    clearTimeout(pause.current);
    void ask(current.current);
  }, [storageKey, ask]);

  const edit = useCallback(
    (change: (before: Edits) => Edits) => {
      const after = change(current.current ?? noEdits);
      current.current = after;
      setEdits(after);
      keepDraft(storageKey, after);
      clearTimeout(pause.current);
      pause.current = setTimeout(() => void ask(after), PAUSE_MS);
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
