import { expect, test } from "vitest";
import { returnPath, signInPath } from "@/lib/web/return-path";

test.each([
  ["/stacks/cms/logs?services=db", "/stacks/cms/logs?services=db"],
  ["/engine?_rsc=abc1", "/engine"],
  ["//evil.example/", "/"],
  ["/\\evil.example/", "/"],
  ["https://evil.example/", "/"],
  ["/\t/evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["/sign-in?next=/sign-in", "/"],
  ["/api/stream/events", "/"],
  ["", "/"],
  [null, "/"],
])("%j leads back to %s", (path, back) => {
  expect(returnPath(path)).toBe(back);
});

test("home needs no way back", () => {
  expect(signInPath("/")).toBe("/sign-in");
  expect(signInPath("/engine")).toBe("/sign-in?next=%2Fengine");
});
