import type { ErrorView } from "@/lib/api/contract/views";

/** How an action ended, as a form or a button can hold it. */
export type ActionState<Value = null> =
  | { status: "idle" }
  | { status: "done"; value: Value }
  /** `values`: what was typed, without passwords, so that the form keeps it. */
  | { status: "failed"; error: ErrorView; values: Record<string, string> };

export const IDLE: ActionState<never> = { status: "idle" };

/** What an answer says about one field; undefined when nothing is wrong with it. */
export function issueOf(error: ErrorView | null, field: string): string | undefined {
  return error?.issues?.find((issue) => issue.field === field)?.message;
}

/** Whether one of these fields is what an answer is about. */
export function isToldByField(error: ErrorView, fields: readonly string[]): boolean {
  return error.issues?.some(({ field }) => fields.includes(field)) ?? false;
}

/** What was typed into a field before the action failed. */
export function typedValue(state: ActionState<unknown>, field: string): string | undefined {
  return state.status === "failed" ? state.values[field] : undefined;
}
