import type { StackState, StackView } from "@/lib/api/contract/stack-views";

const RANKS: Record<StackState, number> = {
  failed: 0,
  unhealthy: 0,
  degraded: 0,
  unknown: 1,
  deploying: 2,
  starting: 2,
  stopping: 2,
  waiting: 3,
  running: 3,
  stopped: 3,
};

/** What needs attention first, then what is in progress, then by name. */
export function sortStacks<Item extends Pick<StackView, "state" | "name">>(stacks: readonly Item[]): Item[] {
  return stacks.toSorted((a, b) => RANKS[a.state] - RANKS[b.state] || a.name.localeCompare(b.name, "en"));
}

export const STACK_FILTERS = ["all", "attention", "running", "stopped"] as const;
export type StackFilter = (typeof STACK_FILTERS)[number];

/** Whether a stack belongs under a chip of the list. */
export function fitsFilter(stack: Pick<StackView, "state">, filter: StackFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "attention":
      return RANKS[stack.state] === 0;
    case "running":
      return stack.state === "running";
    case "stopped":
      return stack.state === "stopped";
  }
}

/** Every word typed occurs in what the row shows. */
export function matchesSearch(stack: StackView, search: string): boolean {
  const text = [stack.name, stack.kind, stack.version, stack.state, stack.reason, stack.primaryUrl]
    .join(" ")
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
