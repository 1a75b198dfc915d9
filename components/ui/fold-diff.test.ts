import { expect, test } from "vitest";
import { type DiffLine, foldDiff } from "@/components/ui/fold-diff";

const same = (text: string): DiffLine => ({ change: "same", text });

test("folds what is far from a change and keeps the lines beside it", () => {
  const lines: DiffLine[] = [
    same("a"),
    same("b"),
    same("c"),
    { change: "added", text: "x" },
    same("d"),
    same("e"),
  ];
  expect(foldDiff(lines)).toEqual([
    { change: "folded", count: 2 },
    same("c"),
    { change: "added", text: "x" },
    same("d"),
    same("e"),
  ]);
});

test("folds a file without a change into one row, and keeps every line of a full change", () => {
  expect(foldDiff([same("a"), same("b")])).toEqual([{ change: "folded", count: 2 }]);
  const removed: DiffLine[] = [
    { change: "removed", text: "a" },
    { change: "removed", text: "b" },
  ];
  expect(foldDiff(removed)).toEqual(removed);
  expect(foldDiff([])).toEqual([]);
});
