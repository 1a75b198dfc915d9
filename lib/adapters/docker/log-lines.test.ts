import { describe, expect, it } from "vitest";
import { framedLines, terminalLines } from "@/lib/adapters/docker/log-lines";
import { frame } from "@/lib/adapters/docker/test-support/frame";

const AT = "2026-11-20T22:40:48.123456789Z";
const LATER = "2026-11-20T22:40:48.123456790Z";

describe("lines of a container without a terminal", () => {
  const whole = Buffer.concat([
    frame(1, `${AT} hello\n`),
    frame(2, `${AT} oops\r\n`),
    frame(1, `${AT} \n`),
    frame(1, `${AT} grüße 🚀\n`),
    frame(1, `${AT} first half,`),
    frame(2, `${AT} between\n`),
    frame(1, `${LATER} second half\n`),
  ]);
  const expected = [
    { at: AT, stream: "stdout", text: "hello" },
    { at: AT, stream: "stderr", text: "oops" },
    { at: AT, stream: "stdout", text: "" },
    { at: AT, stream: "stdout", text: "grüße 🚀" },
    { at: AT, stream: "stderr", text: "between" },
    { at: AT, stream: "stdout", text: "first half,second half" },
  ];

  it("come out the same however the bytes are cut", () => {
    for (let size = 1; size <= whole.length; size += 1) {
      const reader = framedLines();
      const lines = [];
      for (let at = 0; at < whole.length; at += size)
        lines.push(...reader.push(whole.subarray(at, at + size)));
      lines.push(...reader.end());
      expect(lines).toEqual(expected);
    }
  });

  it("keep what had no end when the stream ends", () => {
    const reader = framedLines();
    expect(reader.push(frame(1, `${AT} half`))).toEqual([]);
    expect(reader.end()).toEqual([{ at: AT, stream: "stdout", text: "half" }]);
  });

  it("tell a stream that was cut from one that ended", () => {
    const reader = framedLines();
    reader.push(frame(1, `${AT} hello\n`).subarray(0, 20));
    expect(() => reader.end()).toThrow(/in the midst of a line/);
  });

  it("replace bytes that are no UTF-8", () => {
    const bytes = Buffer.concat([Buffer.from(`${AT} a`), Buffer.from([0xff, 0xfe]), Buffer.from("b\n")]);
    expect(framedLines().push(frame(1, bytes))[0]?.text).toBe("a\ufffd\ufffdb");
  });

  it("pass a line without end on in parts, and lose nothing of it", () => {
    const reader = framedLines();
    const piece = frame(1, `${AT} ${"x".repeat(16_384)}`);
    const lines = Array.from({ length: 40 }, () => reader.push(piece)).flat();
    const left = reader.end();
    expect(lines.length).toBe(2);
    const length = [...lines, ...left].reduce((sum, line) => sum + line.text.length, 0);
    expect(length).toBe(40 * 16_384);
  });

  it("name the engine's own failure to read", () => {
    expect(() => framedLines().push(frame(3, "invalid character"))).toThrow(/cannot read this log: invalid/);
  });
});

describe("lines of a container with a terminal", () => {
  it("come out the same however the bytes are cut", () => {
    const long = "y".repeat(16_384);
    const whole = Buffer.from(`${AT} one\r\n${AT} ${long}${LATER} rest\r\n${AT} open`);
    for (const size of [1, 7, 31, 1_000, whole.length]) {
      const reader = terminalLines();
      const lines = [];
      for (let at = 0; at < whole.length; at += size)
        lines.push(...reader.push(whole.subarray(at, at + size)));
      lines.push(...reader.end());
      expect(lines).toEqual([
        { at: AT, stream: "stdout", text: "one" },
        { at: AT, stream: "stdout", text: `${long}rest` },
        { at: AT, stream: "stdout", text: "open" },
      ]);
    }
  });

  it("pass a line without end on in parts that each have their time, and nothing but the text", () => {
    const pieces = Array.from({ length: 40 }, (_, index) => `${index % 10}`.repeat(16_384));
    const whole = Buffer.from(`${pieces.map((piece) => `${AT} ${piece}`).join("")}\r\n`);
    for (const size of [1_000, 65_536, whole.length]) {
      const reader = terminalLines();
      const lines = [];
      for (let at = 0; at < whole.length; at += size)
        lines.push(...reader.push(whole.subarray(at, at + size)));
      expect(new Set(lines.map(({ at }) => at))).toEqual(new Set([AT]));
      expect(lines.map(({ text }) => text).join("")).toBe(pieces.join(""));
    }
  });
});
