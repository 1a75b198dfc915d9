// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Compose's own notation
import { describe, expect, it } from "vitest";
import { parseDotenv } from "@/lib/stacks/supabase/import/dotenv";

function valuesOf(text: string): Record<string, string> {
  return Object.fromEntries(parseDotenv(text).entries.map(({ name, value }) => [name, value]));
}

describe("a .env as Compose reads it", () => {
  it.each<[string, string, string]>([
    ["a plain value", "A=b", "b"],
    ["an empty one", "A=", ""],
    ["white space around", "  A = b c  ", "b c"],
    ["export", "export A=b", "b"],
    ["a colon", "A: b", "b"],
    ["a comment behind", "A=b # c", "b"],
    ["a number sign within", "A=b#c", "b#c"],
    ["quotes within", `A=b"c'd`, `b"c'd`],
    ["single quotes", "A='b $C # d \\n'", "b $C # d \\n"],
    ["an escaped single quote", "A='b\\'c'", "b'c"],
    ["double quotes", 'A="b # c"  # d', "b # c"],
    ["escapes", 'A="a\\nb\\tc\\"d\\\\e\\$f\\q"', 'a\nb\tc"d\\e$f\\q'],
    ["several lines", 'A="b\nc"', "b\nc"],
    ["two dollars", "A=b$$c", "b$c"],
    ["two dollars in double quotes", 'A="b$$c"', "b$c"],
    ["CRLF", "A=b\r\nB=c\r\n", "b"],
    ["a byte order mark", "\uFEFFA=b", "b"],
    ["a reference", "B=1\nA=x$B-${B}", "x1-1"],
    ["a reference in double quotes", 'B=1\nA="x${B}"', "x1"],
    ["a default", "A=${B:-c}${B-d}", "cd"],
    ["a default that is not needed", "B=1\nA=${B:-c}${B:+e}", "1e"],
    ["an equals sign", "A=b=c==", "b=c=="],
    ["JSON", `A=[{"kty":"EC"}]`, `[{"kty":"EC"}]`],
    ["an escaped octal", 'A="\\0101"', "A"],
  ])("takes %s", (_, text, value) => {
    expect(valuesOf(text).A).toBe(value);
  });

  it("keeps the order and the lines, and the last of two with one name", () => {
    const { entries, problems } = parseDotenv("# c\n\nA=1\nB='x\ny'\nA=2\n");
    expect(entries.map(({ name, value, line }) => [name, value, line])).toEqual([
      ["B", "x\ny", 4],
      ["A", "2", 6],
    ]);
    expect(problems).toEqual(["Line 6: A is there twice; the last one counts"]);
  });

  it("says how a dollar is read, without the value", () => {
    const { entries } = parseDotenv("A=pa$word\nB=5$ or 6");
    expect(entries).toMatchObject([
      { value: "pa", remarks: ["$word is not set above: Compose reads it as empty"] },
      { value: "5$ or 6", remarks: [expect.stringContaining("begins no name")] },
    ]);
  });

  it("reads so many lines and says so, at once", () => {
    const { entries, problems } = parseDotenv("A=1\nBB=2\n".repeat(20_000));
    expect(entries.map(({ name, line }) => [name, line])).toEqual([
      ["A", 1999],
      ["BB", 2000],
    ]);
    expect(problems.at(-1)).toBe("Only the first 2000 lines are read");
  });

  it("does not let values that refer to each other grow without end", () => {
    const lines = Array.from({ length: 40 }, (_, index) => `V${index + 1}=$V${index}$V${index}`);
    const { entries } = parseDotenv(["V0=0123456789", ...lines].join("\n"));
    expect(Math.max(...entries.map(({ value }) => value.length))).toBeLessThanOrEqual(20_000);
    expect(entries.some(({ remarks }) => remarks.some((text) => text.includes("too long")))).toBe(true);
  });

  it("names lines that are no entry and quotes that stay open, and reads on", () => {
    const { entries, problems } = parseDotenv("hello there\nE='f' g\nA=\"b\nC=d");
    expect(entries.map(({ name, value }) => [name, value])).toEqual([
      ["E", "f"],
      ["A", "b"],
      ["C", "d"],
    ]);
    expect(problems).toEqual([
      "Line 1 is no entry of the form NAME=value and is left out",
      "Line 2, E: what follows the closing quote is left out",
      'Line 3, A: the quote " is never closed; the rest of the line is taken',
    ]);
  });
});
