import { readFrames, STDERR, SYSTEM_ERROR } from "@/lib/adapters/docker/frames";
import type { LogReader } from "@/lib/adapters/docker/log-reader";
import { cutOff, JOINED_CHARACTERS, readFailure } from "@/lib/adapters/docker/log-reader";

const NEWLINE = 10;

/**
 * The text of a container without a terminal, whole lines only. Most frames are a line each: their payloads are copied
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
      return open.stdout + open.stderr;
    },
  };
}

/** The text of a container with a terminal, whole lines only: as it is, but for the returns that the terminal adds. */
export function terminalText(): LogReader<string> {
  let rest: Buffer = Buffer.alloc(0);
  return {
    push(data) {
      const buffer = rest.length === 0 ? data : Buffer.concat([rest, data]);
      const ended = buffer.lastIndexOf(NEWLINE) + 1;
      const end = ended === 0 && buffer.length >= JOINED_CHARACTERS ? buffer.length : ended;
      rest = buffer.subarray(end);
      return withoutReturns(buffer.toString("utf8", 0, end));
    },
    end: () => withoutReturns(rest.toString("utf8")),
  };
}

function withoutReturns(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
