import { chunkBatches } from "@/lib/adapters/docker/chunk-batches";
import type { Connection } from "@/lib/adapters/docker/connection";
import { framedLines, terminalLines } from "@/lib/adapters/docker/log-lines";
import type { LogReader } from "@/lib/adapters/docker/log-reader";
import { framedText, terminalText } from "@/lib/adapters/docker/log-text";
import { type SilenceWatch, watchSilence } from "@/lib/adapters/docker/silence";
import { translateError } from "@/lib/adapters/docker/translate-error";
import { openUnchunked } from "@/lib/adapters/docker/unchunked-answer";
import type { LogChunk, LogRequest } from "@/lib/ports/engine";

/** Measured: batches of this size cost about half the processor time of single lines, and delay a line by 17 ms at most. */
const BATCH = { bytes: 65_536, waitMs: 16, aheadBytes: 262_144 };
/** The engine looks for the place of the last lines before it answers; a large log takes it seconds. */
const OPEN_TIMEOUT_MS = 30_000;

/** An engine that hangs while it reads a log would otherwise be waited for without end. */
const SILENCE_MS = 10_000;

type Ping = () => Promise<void>;

/** How the log is asked for, and read: by whether the container has a terminal. */
type Reading<Part extends { length: number }> = {
  request: LogRequest;
  stamps: boolean;
  reader: (terminal: boolean) => LogReader<Part>;
};

/** Lines of one container. Ends quietly when the signal aborts. */
export async function* containerLogs(
  connection: Connection,
  ping: Ping,
  id: string,
  request: LogRequest,
): AsyncGenerator<LogChunk> {
  const reader = (terminal: boolean) => (terminal ? terminalLines() : framedLines());
  for await (const lines of readLog(connection, ping, id, { request, stamps: true, reader })) yield { lines };
}

/** All that is stored of one container, as it was written. Ends quietly when the signal aborts. */
export function containerText(
  connection: Connection,
  ping: Ping,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  return readLog(connection, ping, id, {
    request: { tail: Number.POSITIVE_INFINITY, follow: false, signal },
    stamps: false,
    reader: (terminal) => (terminal ? terminalText() : framedText()),
  });
}

async function* readLog<Part extends { length: number }>(
  connection: Connection,
  ping: Ping,
  id: string,
  { request, stamps, reader: readerFor }: Reading<Part>,
): AsyncGenerator<Part> {
  const { signal } = request;
  if (signal.aborted) return;
  const what = { doing: "reading a log", socketPath: connection.socketPath };
  const abort = new AbortController();
  const follow = () => abort.abort();
  signal.addEventListener("abort", follow, { once: true });
  let silence: SilenceWatch | undefined;
  try {
    const container = await connection.call({ ...what, signal }, (abortSignal) =>
      connection.docker.getContainer(id).inspect({ abortSignal }),
    );
    const answer = await connection.call({ ...what, timeoutMs: OPEN_TIMEOUT_MS, signal }, () =>
      openUnchunked(connection.socketPath, logPath(id, request, stamps), abort.signal),
    );
    const reader = readerFor(container.Config.Tty);
    // A container that is followed may say nothing for days; that the engine is there is watched by its events.
    if (!request.follow) {
      silence = watchSilence(SILENCE_MS, ping);
      silence.broken.catch((error: Error) => answer.destroy(error));
    }
    for await (const batch of chunkBatches(answer, BATCH)) {
      silence?.heard();
      const part = reader.push(batch);
      if (part.length > 0) yield part;
    }
    // The end of the answer looks the same whether the log ended or the engine died.
    if (!request.follow) await ping();
    const left = reader.end();
    if (left.length > 0) yield left;
  } catch (error) {
    if (!signal.aborted) throw translateError(error, what);
  } finally {
    silence?.end();
    signal.removeEventListener("abort", follow);
    abort.abort();
  }
}

function logPath(id: string, { tail, follow, since }: LogRequest, stamps: boolean): string {
  const query = new URLSearchParams({
    stdout: "1",
    stderr: "1",
    timestamps: stamps ? "1" : "0",
    follow: follow ? "1" : "0",
    tail: Number.isFinite(tail) ? String(Math.max(0, Math.floor(tail))) : "all",
  });
  if (since !== undefined) query.set("since", unixTime(since));
  return `/containers/${encodeURIComponent(id)}/logs?${query}`;
}

/** The engine takes `seconds.nanoseconds`; a Date would lose the last six digits. */
function unixTime(stamp: string): string {
  const fraction = /\.(\d+)/.exec(stamp)?.[1] ?? "0";
  return `${Math.floor(Date.parse(stamp) / 1_000)}.${fraction.padEnd(9, "0").slice(0, 9)}`;
}
