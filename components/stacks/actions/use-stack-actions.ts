"use client";

import { useEffect, useState } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import type { StackActions } from "@/components/stacks/actions/stack-action-types";
import type { ActionView } from "@/lib/api/contract/actions";
import type { StackView } from "@/lib/api/contract/stack-views";

/**
 * What can be done inside the stack, asked for beside the page: it takes a look into the running database. Asked again
 * when a job has ended or the state is another one; until then, and where nobody answers, there are no buttons.
 */
export function useStackActions(
  stack: Pick<StackView, "id" | "state" | "activeJob">,
  list: StackActions["list"],
): readonly ActionView[] {
  const [actions, setActions] = useState<readonly ActionView[]>([]);
  const busy = stack.activeJob !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another state is another answer
  useEffect(() => {
    if (busy) return;
    let gone = false;
    void answerOf(list({ stack: stack.id })).then((result) => {
      if (!gone && result.status === "done") setActions(result.value);
    });
    return () => {
      gone = true;
    };
  }, [list, stack.id, stack.state, busy]);
  return actions;
}
