import { describe, expect, it } from "vitest";
import type { LogReader } from "@/lib/adapters/docker/log-reader";
import { framedText, terminalText } from "@/lib/adapters/docker/log-text";
import { frame } from "@/lib/adapters/docker/test-support/frame";

function read(reader: LogReader<string>, whole: Buffer, size: number): string {
  let text = "";
  for (let at = 0; at < whole.length; at += size) text += reader.push(whole.subarray(at, at + size));
  return text + reader.end();
}

describe("text of a container without a terminal", () => {
  const whole = Buffer.concat([
    frame(1, "hello\n"),
    frame(2, "oops\r\n"),
    frame(1, "\n"),
    frame(1, "grüße 🚀\n"),
    frame(1, "first half,"),
    frame(2, "between\n"),
    frame(1, " second half\n"),
    frame(2, "no end"),
  ]);

  it("comes out the same however the bytes are cut", () => {
    for (let size = 1; size <= whole.length; size += 1) {
      expect(read(framedText(), whole, size)).toBe(
        "hello\noops\r\n\ngrüße 🚀\nbetween\nfirst half, second half\nno end",
      );
    }
  });

  it("is handed out by whole lines", () => {
    expect(framedText().push(whole)).toMatch(/second half\n$/);
  });

  it("does not gather a line without end", () => {
    const reader = framedText();
    const piece = frame(1, "x".repeat(16_384));
    let characters = 0;
    for (let pieces = 0; pieces < 100; pieces += 1) characters += reader.push(piece).length;
    expect(characters).toBeGreaterThan(80 * 16_384);
    expect(characters + reader.end().length).toBe(100 * 16_384);
  });

  it("fails when the stream was cut, or the engine could not read on", () => {
    const reader = framedText();
    reader.push(frame(1, "hello\n").subarray(0, 10));
    expect(() => reader.end()).toThrow(/in the midst of a line/);
    expect(() => framedText().push(frame(3, "bad file"))).toThrow(/cannot read this log: bad file/);
  });
});

it("keeps two lines without an end apart", () => {
  const reader = framedText();
  reader.push(Buffer.concat([frame(1, "out"), frame(2, "err")]));
  expect(reader.end()).toBe("out\nerr");
});

describe("text of a container with a terminal", () => {
  it("is cut neither within a character nor before a line's end, however long a line is", () => {
    const bar = Buffer.from(`${"█".repeat(100_000)}\r\n`);
    for (const size of [16_384, 65_535, 65_536, 65_537, bar.length - 1]) {
      expect(read(terminalText(), bar, size)).toBe(`${"█".repeat(100_000)}\n`);
    }
  });

  it("comes out the same however the bytes are cut, without the terminal's returns", () => {
    const whole = Buffer.from("hello\r\ngrüße 🚀\r\n50 %\r100 %\r\nno end");
    for (let size = 1; size <= whole.length; size += 1) {
      expect(read(terminalText(), whole, size)).toBe("hello\ngrüße 🚀\n50 %\r100 %\nno end");
    }
  });

  it("does not gather a line without end", () => {
    const reader = terminalText();
    let characters = 0;
    for (let parts = 0; parts < 100; parts += 1) characters += reader.push(Buffer.alloc(16_384, "x")).length;
    expect(characters).toBeGreaterThan(80 * 16_384);
  });
});
