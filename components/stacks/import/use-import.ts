"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import type {
  CreateAction,
  ImportInput,
  ImportReview,
  ReviewAction,
} from "@/components/stacks/import/import-actions";
import type { ErrorView } from "@/lib/api/contract/views";
import type { Access } from "@/lib/stacks/kind";

type Files = { env: string; kong: string };

type Actions = { review: ReviewAction; create: CreateAction };

/** The files, what the panel says of them, and the stack that is made of them. Nothing is kept in the browser. */
export function useImport({ review, create }: Actions, proposed: Access) {
  const [files, setFiles] = useState<Files>({ env: "", kong: "" });
  const [kept, setKept] = useState<readonly string[]>([]);
  const [name, setName] = useState<string | null>(null);
  const [access, setAccess] = useState(proposed);
  const [answer, setAnswer] = useState<ImportReview | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const question = useRef(0);
  const router = useRouter();

  const input = (keepFlagged: readonly string[]): ImportInput => ({
    ...files,
    keepFlagged: [...keepFlagged],
    access,
    ...(name !== null && { name }),
  });

  const ask = (keepFlagged: readonly string[] = kept) => {
    question.current += 1;
    const mine = question.current;
    setFailure(null);
    start(async () => {
      const result = await answerOf(review(input(keepFlagged)));
      if (mine !== question.current) return;
      if (result.status === "failed") setFailure(result.error);
      if (result.status === "done") setAnswer(result.value);
    });
  };

  return {
    files,
    kept,
    name: name ?? answer?.name ?? "",
    access,
    answer,
    failure,
    pending,
    ask: () => ask(),
    /** Another file has another review. */
    edit(change: Partial<Files>) {
      question.current += 1;
      setFiles((before) => ({ ...before, ...change }));
      setAnswer(null);
      setFailure(null);
    },
    setName,
    setAccess,
    keep(variable: string, isKept: boolean) {
      const after = isKept ? [...kept, variable] : kept.filter((one) => one !== variable);
      setKept(after);
      ask(after);
    },
    make() {
      if (pending) return;
      setFailure(null);
      start(async () => {
        const result = await answerOf(create(input(kept)));
        if (result.status === "failed") setFailure(result.error);
        if (result.status === "done") router.push(`/stacks/${result.value.name}`);
      });
    },
  };
}
