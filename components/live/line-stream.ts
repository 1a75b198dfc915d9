import { LineSplitter } from "@/lib/line-splitter";

/** The answer was no stream: its status says why. */
export class StreamRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The stream was refused with status ${status}`);
    this.name = "StreamRefused";
    this.status = status;
  }
}

/** Longer than three heartbeats of the worker: the connection is dead although nobody has closed it. */
const SILENCE_MS = 45_000;

/**
 * Reads one stream of NDJSON until it ends. All lines of a chunk arrive together, so that one chunk is one update.
 * @throws StreamRefused, an AbortError, or the network's own error
 */
export async function readLineStream<Line>(
  url: string,
  onLines: (lines: Line[]) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const silent = new AbortController();
  const answer = await fetch(url, { signal: AbortSignal.any([signal, silent.signal]), cache: "no-store" });
  if (!answer.ok || answer.body === null) throw new StreamRefused(answer.status);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const splitter = new LineSplitter();
  try {
    for (;;) {
      const timer = setTimeout(() => silent.abort(), SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) break;
      const lines = splitter.push(value);
      // Awaited: a page that cannot keep up slows the sender down instead of piling lines up.
      if (lines.length > 0) await onLines(lines.map((line) => JSON.parse(line) as Line));
    }
  } finally {
    // The reader is done with the stream, however it ended; a second error would only hide the first.
    reader.cancel().catch(() => {});
  }
}
