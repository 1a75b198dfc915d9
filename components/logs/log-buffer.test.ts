import { describe, expect, it } from "vitest";
import { filterRows, LogBuffer, levelOf, MAX_ROWS } from "@/components/logs/log-buffer";

const line = (text: string, service = "db") => ({
  at: "2026-11-20T10:00:00.000000001Z",
  service,
  stream: "stdout" as const,
  text,
});

describe("LogBuffer", () => {
  it("keeps the newest rows and counts what fell out", () => {
    const buffer = new LogBuffer();
    buffer.addLines(Array.from({ length: MAX_ROWS }, (_, i) => line(`line ${i}`)));
    buffer.addLines([line("one more"), line("and another")]);
    expect(buffer.rows).toHaveLength(MAX_ROWS);
    expect(buffer.dropped).toBe(2);
    expect(buffer.rows.at(-1)).toMatchObject({ plainText: "and another", id: MAX_ROWS + 2 });
  });
});

describe("levelOf", () => {
  it.each([
    ["2026-11-20 ERROR: relation does not exist", "error"],
    ['{"level":50,"msg":"x"}', "error"],
    ["error: could not bind", "error"],
    ["WARN  deprecated", "warn"],
    ["[warning] memory overcommit", "warn"],
    ["warning: something", "warn"],
    ["GET /errors 200", "info"],
    ["no error here", "info"],
  ])("%s is %s", (text, level) => {
    expect(levelOf(text)).toBe(level);
  });
});

describe("filterRows", () => {
  it("finds text without regard to case or colour, and keeps the markers of the chosen services", () => {
    const buffer = new LogBuffer();
    buffer.addLines([line("\x1b[31mFatal\x1b[0m thing"), line("calm"), line("fatal too", "redis")]);
    buffer.addMarker("2026-11-20T10:00:01Z", "db", "exited with 1");
    const found = filterRows(buffer.rows, "fatal th", null).map((row) => row.id);
    expect(found).toEqual([1, 4]);
    expect(filterRows(buffer.rows, "", new Set(["redis"])).map((row) => row.id)).toEqual([3]);
  });
});
