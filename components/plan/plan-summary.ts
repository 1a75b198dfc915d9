import type { OperationView } from "@/lib/api/contract/stack-views";

const WORDS: readonly [OperationView["verb"], string][] = [
  ["pull", "pulled"],
  ["change", "changed in its data"],
  ["create", "created"],
  ["recreate", "recreated"],
  ["start", "started"],
  ["restart", "restarted"],
  ["stop", "stopped"],
  ["remove", "removed"],
];

/** How much of what a plan does: "2 created, 5 recreated". What is kept or only looked at does not count. */
export function planSummary(operations: readonly Pick<OperationView, "verb">[]): string {
  const parts = WORDS.flatMap(([verb, word]) => {
    const count = operations.filter((operation) => operation.verb === verb).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.length === 0 ? "nothing to change" : parts.join(", ");
}
