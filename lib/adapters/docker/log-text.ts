import { readFrames, STDERR, SYSTEM_ERROR } from "@/lib/adapters/docker/frames";
import type { LogReader } from "@/lib/adapters/docker/log-reader";
import { cutOff, JOINED_CHARACTERS, readFailure } from "@/lib/adapters/docker/log-reader";

const NEWLINE = 10;

/**
 * The text of a container without a terminal, by whole lines unless one is very long. Most frames are a line each: their payloads are copied
 * beside each other and decoded once, since a string of its own for each costs several times as much.
 */
export function framedText(): LogReader<string> {
  let rest: Buffer = Buffer.alloc(0);
  /** Lines of the two streams that have come in part. */
  const open = { stdout: "", stderr: "" };
  return {
    push(data) {
      const buffer = rest.length === 0 ? data : Buffer.concat([rest, data]);
      const whole = Buffer.allocUnsafe(buffer.length);
      let filled = 0;
      let text = "";
      const consumed = readFrames(buffer, (type, start, end) => {
        if (type === SYSTEM_ERROR) throw readFailure(buffer.toString("utf8", start, end));
        const stream = type === STDERR ? "stderr" : "stdout";
        const ends = end > start && buffer[end - 1] === NEWLINE;
        if (ends && open[stream] === "") {
          filled += buffer.copy(whole, filled, start, end);
          return;
        }
        text += whole.toString("utf8", 0, filled);
        filled = 0;
        open[stream] += buffer.toString("utf8", start, end);
        if (!ends && open[stream].length < JOINED_CHARACTERS) return;
        text += open[stream];
        open[stream] = "";
      });
      rest = buffer.subarray(consumed);
      return text + whole.toString("utf8", 0, filled);
    },
    end() {
      if (rest.length > 0) throw cutOff();
      // Two lines that were not ended are two lines still.
      return open.stdout === "" || open.stderr === ""
        ? open.stdout + open.stderr
        : `${open.stdout}\n${open.stderr}`;
    },
  };
}

/**
 * The text of a container with a terminal, by whole lines unless one is very long: as it is, but for the returns that
 * the terminal adds.
 */
export function terminalText(): LogReader<string> {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(data) {
      const buffer = rest.length === 0 ? data : Buffer.concat([rest, data]);
      const ended = buffer.lastIndexOf(NEWLINE) + 1;
      const end = ended === 0 && buffer.length >= JOINED_CHARACTERS ? wholeCharacters(buffer) : ended;
      rest = buffer.subarray(end);
      return withoutReturns(buffer.toString("utf8", 0, end));
    },
    end: () => withoutReturns(rest.toString("utf8")),
  };
}

/** Where a buffer may be cut: not within a character, and not between a return and the line's end. */
function wholeCharacters(buffer: Buffer): number {
  let end = buffer.length - 1;
  // Bytes of UTF-8 that go on with a character begin with the bits 10.
  while (end > 0 && ((buffer[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}

function withoutReturns(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
