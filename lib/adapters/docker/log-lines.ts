import { readFrames, STDERR, SYSTEM_ERROR } from "@/lib/adapters/docker/frames";
import { cutOff, JOINED_CHARACTERS, type LogReader, readFailure } from "@/lib/adapters/docker/log-reader";
import type { LogChunk } from "@/lib/ports/engine";

export type Line = LogChunk["lines"][number];

/** `2026-11-20T22:40:48.123456789Z`: the engine writes all nine digits, so every stamp has this length. */
const STAMP_LENGTH = 30;
/** The engine cuts lines into pieces of this size, each with a stamp of its own. */
const PIECE_BYTES = 16_384;
const STAMPED_PIECE_BYTES = STAMP_LENGTH + 1 + PIECE_BYTES;
const NEWLINE = 10;

/** Lines of a container without a terminal: one frame a line, or a piece of a long one. */
export function framedLines(): LogReader<Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  const open: Record<Line["stream"], { at: string; text: string } | undefined> = {
    stdout: undefined,
    stderr: undefined,
  };
  return {
    push(data) {
      const buffer = rest.length === 0 ? data : Buffer.concat([rest, data]);
      const textAt = textReader(buffer);
      const lines: Line[] = [];
      const consumed = readFrames(buffer, (type, start, end) => {
        if (type === SYSTEM_ERROR) throw readFailure(buffer.toString("utf8", start, end));
        const stream = type === STDERR ? "stderr" : "stdout";
        const whole = end > start && buffer[end - 1] === NEWLINE;
        const message = textAt(start, whole ? end - 1 : end);
        const before = open[stream];
        if (whole && before === undefined) {
          lines.push(stamped(message, stream));
          return;
        }
        const piece = stamped(message, stream);
        const joined = before === undefined ? piece : { at: before.at, text: before.text + piece.text };
        const ready = whole || joined.text.length >= JOINED_CHARACTERS;
        open[stream] = ready ? undefined : joined;
        if (ready) lines.push({ at: joined.at, stream, text: joined.text });
      });
      rest = buffer.subarray(consumed);
      return lines;
    },
    end() {
      if (rest.length > 0) throw cutOff();
      const lines: Line[] = [];
      for (const stream of ["stdout", "stderr"] as const) {
        const left = open[stream];
        if (left !== undefined) lines.push({ ...left, stream });
      }
      return lines;
    },
  };
}

/**
 * Reads places of a buffer as UTF-8. Pieces of one string cost half of what a string of its own for each costs, so all
 * is decoded once, byte by byte, and only a place that holds more than ASCII by itself. Places must come in order.
 */
function textReader(buffer: Buffer): (start: number, end: number) => string {
  const bytes = buffer.toString("latin1");
  const beyondAscii = /[\x80-\xff]/g;
  let next = -1;
  return (start, end) => {
    if (next < start) {
      beyondAscii.lastIndex = start;
      next = beyondAscii.exec(bytes)?.index ?? Number.POSITIVE_INFINITY;
    }
    return next >= end ? bytes.slice(start, end) : buffer.toString("utf8", start, end);
  };
}

/** Lines of a container with a terminal: plain text, everything on stdout. */
export function terminalLines(): LogReader<Line[]> {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(data) {
      const buffer = rest.length === 0 ? data : Buffer.concat([rest, data]);
      const lines: Line[] = [];
      let start = 0;
      for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, start)) {
        lines.push(terminalLine(buffer, start, at));
        start = at + 1;
      }
      if (buffer.length - start >= JOINED_CHARACTERS) {
        // Between two pieces: the next part then begins with a stamp like every line.
        const pieces = Math.floor((buffer.length - start) / STAMPED_PIECE_BYTES);
        const end = start + pieces * STAMPED_PIECE_BYTES;
        lines.push(terminalLine(buffer, start, end));
        start = end;
      }
      rest = buffer.subarray(start);
      return lines;
    },
    end: () => (rest.length === 0 ? [] : [terminalLine(rest, 0, rest.length)]),
  };
}

/** Without frames the stamps of a long line's later pieces stand in its middle, at known places. */
function terminalLine(buffer: Buffer, start: number, end: number): Line {
  let line = stamped(buffer.toString("utf8", start, Math.min(end, start + STAMPED_PIECE_BYTES)), "stdout");
  for (let from = start + STAMPED_PIECE_BYTES; from < end; from += STAMPED_PIECE_BYTES) {
    const piece = stamped(buffer.toString("utf8", from, Math.min(end, from + STAMPED_PIECE_BYTES)), "stdout");
    line = { ...line, text: line.text + piece.text };
  }
  return line;
}

function stamped(message: string, stream: Line["stream"]): Line {
  const end = message.charCodeAt(message.length - 1) === 13 ? message.length - 1 : message.length;
  if (message.charCodeAt(STAMP_LENGTH) !== 32) return { at: "", stream, text: message.slice(0, end) };
  return { at: message.slice(0, STAMP_LENGTH), stream, text: message.slice(STAMP_LENGTH + 1, end) };
}
