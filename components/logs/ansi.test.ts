import { describe, expect, it } from "vitest";
import { parseAnsi, stripAnsi } from "@/components/logs/ansi";

const spans = (line: string) =>
  parseAnsi(line).map((span) => {
    const { color, bold, dim, italic, underline } = span.style;
    const marks = [bold && "bold", dim && "dim", italic && "italic", underline && "underline"].filter(
      Boolean,
    );
    return [span.text, color, ...marks];
  });

describe("parseAnsi", () => {
  it("keeps a line without sequences as it is", () => {
    expect(spans("plain ✓ text")).toEqual([["plain ✓ text", null]]);
  });

  it("reads colours, bright ones, attributes and their ends", () => {
    expect(spans("\x1b[31mred\x1b[0m \x1b[1;92mok\x1b[22;39m \x1b[4mu\x1b[24m")).toEqual([
      ["red", 1],
      [" ", null],
      ["ok", 10, "bold"],
      [" ", null],
      ["u", null, "underline"],
    ]);
  });

  it("an empty sequence resets", () => {
    expect(spans("\x1b[2;3mx\x1b[my")).toEqual([
      ["x", null, "dim", "italic"],
      ["y", null],
    ]);
  });

  it("brings 256 and true colours down to the sixteen and skips backgrounds whole", () => {
    expect(spans("\x1b[38;5;9ma\x1b[38;5;196mb\x1b[38;2;0;200;10mc\x1b[38;5;244md\x1b[48;5;4;1me")).toEqual([
      ["a", 9],
      ["b", 1],
      ["c", 2],
      ["d", null],
      ["e", null, "bold"],
    ]);
  });

  it("drops what a terminal would act on, and shows markup as text", () => {
    expect(stripAnsi("a\x1b[2Jb\x1b]0;title\x07c\x1b]8;;http://x\x1b\\d\x08e\rf\x1b(g")).toBe("abcdef(g");
    expect(spans("<b>&amp;</b>")).toEqual([["<b>&amp;</b>", null]]);
  });

  it("survives a sequence cut in the middle", () => {
    expect(stripAnsi("tail\x1b[3")).toBe("tail[3");
    expect(stripAnsi("tail\x1b")).toBe("tail");
  });
});
