import type { ErrorView } from "@/lib/api/contract/views";

/** How an action ended, as a form or a button can hold it. */
export type ActionState<Value = null> =
  | { status: "idle" }
  | { status: "done"; value: Value }
  /** `values`: what was typed, without passwords, so that the form keeps it. */
  | { status: "failed"; error: ErrorView; values: Record<string, string> };

export const IDLE: ActionState<never> = { status: "idle" };

/** What is wrong with one field; undefined when nothing is. */
export function fieldIssue(state: ActionState<unknown>, field: string): string | undefined {
  if (state.status !== "failed") return undefined;
  return state.error.issues?.find((issue) => issue.field === field)?.message;
}

/** What was typed into a field before the action failed. */
export function typedValue(state: ActionState<unknown>, field: string): string | undefined {
  return state.status === "failed" ? state.values[field] : undefined;
}
