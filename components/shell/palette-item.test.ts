import { describe, expect, test } from "vitest";
import {
  markHits,
  type PaletteItem,
  rankPaletteItems,
  scorePaletteItem,
} from "@/components/shell/palette-item";

const item = (title: string, detail?: string, keywords?: string[]): PaletteItem => ({
  id: title,
  group: "Actions",
  title,
  target: { href: "/" },
  ...(detail && { detail }),
  ...(keywords && { keywords }),
});

describe("scorePaletteItem", () => {
  test("ranks the same title, its start, a word's start, its middle, then the rest", () => {
    const scores = [
      item("rest"),
      item("Restart imgproxy"),
      item("Logs of rest"),
      item("Forest"),
      item("Logs", "of rest"),
    ].map((each) => scorePaletteItem(each, "rest"));
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(new Set(scores).size).toBe(5);
    expect(Math.min(...scores)).toBeGreaterThan(0);
  });

  test("wants every word somewhere", () => {
    expect(scorePaletteItem(item("Restart db", "in cms"), "cms rest")).toBeGreaterThan(0);
    expect(scorePaletteItem(item("Restart db", "in cms"), "cms stop")).toBe(0);
    expect(scorePaletteItem(item("Engine", undefined, ["docker"]), "dock")).toBeGreaterThan(0);
  });

  test("shows everything while nothing is typed", () => expect(scorePaletteItem(item("x"), "  ")).toBe(1));
});

describe("rankPaletteItems", () => {
  const stack = { ...item("renewed"), group: "Stacks" };
  const ranked = (search: string, ...items: PaletteItem[]) =>
    rankPaletteItems(items, search).map(({ group, items: hits }) => [
      group,
      ...hits.map(({ title }) => title),
    ]);

  test("puts the best hit first, with its group, whatever came before it", () => {
    expect(ranked("new stack", stack, item("Stop renewed stack"), item("New stack"))).toEqual([
      ["Actions", "New stack", "Stop renewed stack"],
      ["Stacks", "renewed"],
    ]);
  });

  test("keeps the order given among equals, and while nothing is typed", () => {
    const all = [stack, item("b"), item("a")];
    expect(ranked("", ...all)).toEqual([
      ["Stacks", "renewed"],
      ["Actions", "b", "a"],
    ]);
    expect(ranked("actions", ...all)).toEqual([["Actions", "b", "a"]]);
    expect(ranked("nothing", ...all)).toEqual([]);
  });
});

describe("markHits", () => {
  test("marks without regard to case and keeps the text", () => {
    expect(markHits("Restart a service", "rest serv")).toEqual([
      { text: "Rest", hit: true },
      { text: "art a ", hit: false },
      { text: "serv", hit: true },
      { text: "ice", hit: false },
    ]);
  });

  test("marks nothing where lower case has another length", () => {
    expect(markHits("İstanbul db", "db")).toEqual([{ text: "İstanbul db", hit: false }]);
  });
});
