import { expect, it } from "vitest";
import { LastLines, MAX_CHARACTERS } from "@/lib/use-cases/logs/last-lines";

const line = (text: string) => ({
  at: "2026-01-01T00:00:00.000000000Z",
  service: "web",
  stream: "stdout" as const,
  text,
});

it("keeps the last lines by their number", () => {
  const last = new LastLines(3);
  for (let index = 0; index < 20; index += 1) last.add([line(`${index}`)]);
  expect(last.lines().map(({ text }) => text)).toEqual(["17", "18", "19"]);
  expect(last.isCut).toBe(false);
});

it("keeps no more text than it may, and says so", () => {
  const last = new LastLines(1000);
  const long = "x".repeat(262_144);
  let most = 0;
  for (let index = 0; index < 200; index += 1) {
    last.add([line(`${index} ${long}`)]);
    most = Math.max(most, index);
  }
  const lines = last.lines();
  expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(MAX_CHARACTERS);
  expect(lines.length).toBeGreaterThan(25);
  expect(lines.at(-1)?.text.startsWith(`${most} `)).toBe(true);
  expect(last.isCut).toBe(true);
});

it("keeps one line that alone is too long", () => {
  const last = new LastLines(10);
  last.add([line("short"), line("x".repeat(MAX_CHARACTERS + 1))]);
  expect(last.lines()).toHaveLength(1);
});
