import { expect, test } from "vitest";
import { sparklinePath } from "@/components/state/sparkline-path";

test("draws on a fixed scale from the bottom to one pixel below the top", () => {
  expect(sparklinePath([0, 50, 100], 100).line).toBe("M0.0 20.0L36.0 10.5L72.0 1.0");
});

test("closes the area along the bottom", () => {
  expect(sparklinePath([0, 100], 100).area).toBe("M0.0 20.0L72.0 1.0L72.0 20L0.0 20Z");
});

test("breaks at a missing reading", () => {
  expect(sparklinePath([10, 10, null, 10, 10], 10).line).toBe("M0.0 1.0L18.0 1.0M54.0 1.0L72.0 1.0");
});

test("keeps within the box when a reading passes the limit, and copes with none", () => {
  expect(sparklinePath([300, -5], 100).line).toBe("M0.0 1.0L72.0 20.0");
  expect(sparklinePath([], 100)).toEqual({ line: "", area: "" });
});
