"use client";

import { useState } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import { showResult } from "@/components/feedback/toaster";
import { DOING, type StackCommand, type StackCommands } from "@/components/stack-list/stack-verbs";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { ErrorView } from "@/lib/api/contract/views";

type Named = Pick<StackView, "id" | "name">;

/** Starts a job from a row or the palette: which are on their way, and the last refusal until it is dismissed. */
export function useStackCommand(commands: StackCommands) {
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<{ stack: string; error: ErrorView } | null>(null);
  async function run(stack: Named, command: StackCommand): Promise<void> {
    setRefusal(null);
    setPending((before) => new Set(before).add(stack.id));
    const state = await answerOf(commands[command]({ stack: stack.id }));
    setPending((before) => new Set([...before].filter((id) => id !== stack.id)));
    if (state.status === "failed") setRefusal({ stack: stack.name, error: state.error });
    if (state.status === "done") showResult(`${DOING[command]} ${stack.name}`, `job ${state.value.number}`);
  }
  return { run, pending, refusal, dismiss: () => setRefusal(null) };
}
