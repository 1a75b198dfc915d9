import { expect, it } from "vitest";
import { SeenLines } from "@/components/logs/seen-lines";

const line = (second: number, service = "api") => ({
  at: `2026-03-01T10:00:${String(second).padStart(2, "0")}.000000000Z`,
  service,
  stream: "stdout" as const,
  text: `${service} ${second}`,
});
const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);

it("hands on every line while the connection holds, whatever its time", () => {
  const seen = new SeenLines();
  expect(texts(seen.fresh([line(5), line(3)]))).toEqual(["api 5", "api 3"]);
  expect(texts(seen.fresh([line(1)]))).toEqual(["api 1"]);
});

it("leaves out what was shown when the last lines come again", () => {
  const seen = new SeenLines();
  seen.fresh([line(1), line(2)]);
  seen.resume();
  expect(texts(seen.fresh([line(1), line(2), line(3)]))).toEqual(["api 3"]);
  // Then live again: nothing comes twice any more.
  expect(texts(seen.fresh([line(2)]))).toEqual(["api 2"]);
});

it("keeps the lines of a service that were written before the last line of another", () => {
  const seen = new SeenLines();
  seen.fresh([line(1, "database"), line(9)]);
  seen.resume();
  const again = [line(1, "database"), line(4, "database"), line(9), line(10)];
  expect(texts(seen.fresh(again))).toEqual(["database 4", "api 10"]);
});

it("goes on from the last line shown over several breaks, with a service that is new", () => {
  const seen = new SeenLines();
  seen.fresh([line(1)]);
  seen.resume();
  seen.fresh([line(1), line(2)]);
  seen.resume();
  seen.resume();
  expect(texts(seen.fresh([line(0, "cache"), line(1), line(2)]))).toEqual(["cache 0"]);
});
