import type { Log } from "@/lib/ports/log";

/** What may end a stream from outside, or keeps it awake. */
export type StreamGuard = {
  heartbeatMs: number;
  /** Asked at each heartbeat; false ends the stream with `signed-out`. */
  stillSignedIn: () => Promise<boolean>;
  /** Calls back when the session ended; returns what ends the listening. */
  onSignedOut: (listener: () => void) => () => void;
  /** Aborts when the worker stops. */
  stopping: AbortSignal;
  now: () => Date;
  log: Log;
};

type Wake = { type: "line"; result: IteratorResult<unknown> } | { type: "failed"; error: unknown };
type Ending = "signed-out" | "stopping";

/** Lines of a source with heartbeats in between; pulled one by one, so a slow reader slows the source down. */
export async function* guardedLines(
  source: AsyncIterable<unknown>,
  guard: StreamGuard,
): AsyncGenerator<unknown, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let pending = false;
  let arrived: Wake | null = null;
  let ending: Ending | null = guard.stopping.aborted ? "stopping" : null;
  let beat = false;
  let wake = () => {};
  // One waker instead of a race of promises: a promise that stays pending for hours would collect a listener a line.
  const woken = () => wake();
  const end = (reason: Ending) => {
    ending ??= reason;
    woken();
  };
  const onStopping = () => end("stopping");
  guard.stopping.addEventListener("abort", onStopping);
  const unlisten = guard.onSignedOut(() => end("signed-out"));
  const timer = setInterval(() => {
    beat = true;
    woken();
  }, guard.heartbeatMs);
  try {
    for (;;) {
      if (!pending) {
        pending = true;
        iterator.next().then(
          (result) => {
            arrived = { type: "line", result };
            woken();
          },
          (error: unknown) => {
            arrived = { type: "failed", error };
            woken();
          },
        );
      }
      if (arrived === null && ending === null && !beat) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (beat) {
        beat = false;
        if (!(await guard.stillSignedIn())) ending ??= "signed-out";
        else yield { type: "heartbeat", at: guard.now().toISOString() };
      }
      if (ending !== null) {
        yield { type: "ended", reason: ending };
        return;
      }
      const wakeup: Wake | null = take();
      if (wakeup === null) continue;
      if (wakeup.type === "failed") throw wakeup.error;
      if (wakeup.result.done) return;
      yield wakeup.result.value;
    }
  } finally {
    clearInterval(timer);
    unlisten();
    guard.stopping.removeEventListener("abort", onStopping);
    // Not awaited: a source that waits for the engine returns when its signal aborts, which the caller sees to.
    iterator.return?.().then(
      () => undefined,
      (error: unknown) => guard.log("warn", "stream did not end well", { error: String(error) }),
    );
  }

  function take(): Wake | null {
    const taken = arrived;
    if (taken !== null) {
      arrived = null;
      pending = false;
    }
    return taken;
  }
}

/**
 * Text as it is. Nothing in a text can say that it was not to go on, so what ends it early fails, and the connection is
 * cut: a browser then keeps no half file.
 */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (isEnding(value)) throw new Error(`the text was ended: ${value.reason}`);
  return "";
}

function isEnding(value: unknown): value is { type: "ended"; reason: Ending } {
  return typeof value === "object" && value !== null && "type" in value && value.type === "ended";
}

/**
 * The lines as `write` puts them; `first` is the answer to the first `next`, which the caller asked for. `gone` is called
 * when the reader has left or the lines have ended. A source that fails in the middle cuts the connection, since its
 * status is sent already.
 */
export function lineBody(
  lines: AsyncGenerator<unknown, void, undefined>,
  first: Promise<IteratorResult<unknown, void>>,
  write: (value: unknown) => string,
  gone: () => void,
  log: Log,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let asked: typeof first | null = first;
  let left = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await (asked ?? lines.next());
          asked = null;
          // The reader may have gone while the line was awaited.
          if (left) return;
          if (!done) {
            controller.enqueue(encoder.encode(write(value)));
            return;
          }
          controller.close();
        } catch (error) {
          if (left) return;
          log("error", "stream cut", { error: error instanceof Error ? error.stack : String(error) });
          controller.error(error);
        }
        gone();
      },
      async cancel() {
        left = true;
        gone();
        await lines.return();
      },
    },
    { highWaterMark: 1 },
  );
}
