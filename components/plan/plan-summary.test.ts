import { expect, test } from "vitest";
import { planSummary } from "@/components/plan/plan-summary";

test("a plan in a line: how much of what, in the order that it happens", () => {
  const verbs = ["recreate", "probe", "create", "keep", "recreate"] as const;
  expect(planSummary(verbs.map((verb) => ({ verb })))).toBe("1 created, 2 recreated");
});

test("a plan that only looks has nothing to change", () => {
  expect(planSummary([{ verb: "keep" }, { verb: "probe" }])).toBe("nothing to change");
});
