import type { ActionState } from "@/lib/web/action-state";

/** What a row can do at once, without a page of its own. */
export type StackCommand = "start" | "stop" | "restart";

/** Server actions that start a job; its number comes back. */
export type StackCommands = Record<
  StackCommand,
  (input: { stack: string }) => Promise<ActionState<{ number: number }>>
>;

/** For the result of the click: "Starting cms". */
export const DOING: Record<StackCommand, string> = {
  start: "Starting",
  stop: "Stopping",
  restart: "Restarting",
};
