import { expect, test } from "vitest";
import { serviceCounts } from "@/components/stack-list/service-counts";
import { fitsFilter, matchesSearch, sortStacks } from "@/components/stack-list/stack-order";
import type { StackState, StackView } from "@/lib/api/contract/stack-views";

const stack = (name: string, state: StackState) =>
  ({ name, state, kind: "directus", version: "12.0.2", reason: "", primaryUrl: null }) as StackView;

test("what needs attention, then what is in progress, then by name", () => {
  const sorted = sortStacks([
    stack("b", "running"),
    stack("a", "stopped"),
    stack("z", "deploying"),
    stack("y", "failed"),
    stack("x", "degraded"),
  ]);
  expect(sorted.map(({ name }) => name)).toEqual(["x", "y", "z", "a", "b"]);
});

test("a chip shows its states", () => {
  expect(fitsFilter(stack("a", "unhealthy"), "attention")).toBe(true);
  expect(fitsFilter(stack("a", "running"), "attention")).toBe(false);
  expect(fitsFilter(stack("a", "stopped"), "stopped")).toBe(true);
});

test("every word typed must fit", () => {
  expect(matchesSearch(stack("shop", "running"), "SHOP directus")).toBe(true);
  expect(matchesSearch(stack("shop", "running"), "shop supabase")).toBe(false);
  expect(matchesSearch(stack("shop", "running"), "")).toBe(true);
});

test.each([
  ["running", ["running", "running", "done"], "2 of 2 healthy"],
  ["degraded", ["running", "unhealthy"], "1 of 2 healthy"],
  ["deploying", ["waiting", "starting", "running"], "2 of 3 started"],
  ["stopped", ["stopped", "stopped", "done"], "2 stopped"],
  ["unknown", ["unknown", "unknown"], "2 at last look"],
  ["waiting", [], "none yet"],
] as const)("a %s stack of %j reads %s", (state, states, words) => {
  const services = states.map((each, index) => ({
    name: String(index),
    state: each,
  })) as StackView["services"];
  expect(serviceCounts({ state, services })).toBe(words);
});
