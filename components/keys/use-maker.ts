"use client";

import { useCallback, useRef, useState } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

/**
 * What a form of the toolbox made, until an input changes: then it is cleared, since it no longer fits, and so is the
 * answer to a question that is still under way.
 */
export function useMaker<Input, Made>(action: (input: Input) => Promise<ActionState<Made>>) {
  const [made, setMade] = useState<Made | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [pending, setPending] = useState(false);
  const question = useRef(0);

  const clear = useCallback(() => {
    question.current += 1;
    setMade(null);
    setFailure(null);
    setPending(false);
  }, []);

  const make = useCallback(
    async (input: Input) => {
      clear();
      const mine = question.current;
      setPending(true);
      const result = await answerOf(action(input));
      if (mine !== question.current) return;
      setPending(false);
      if (result.status === "done") setMade(result.value);
      if (result.status === "failed") setFailure(result.error);
    },
    [action, clear],
  );

  return { made, failure, pending, make, clear };
}
