import { readLineStream, StreamRefused } from "@/components/live/line-stream";

export type StreamEvents<Line> = {
  /** Before each connection: with what the last one left off. */
  url: () => string;
  /** All lines of one chunk. Return `"end"` when the stream has said that nothing follows. */
  onLines: (lines: Line[]) => "end" | undefined | Promise<"end" | undefined>;
  onLost: (nextTryMs: number) => void;
  /** The session has ended: there is nothing to connect to. */
  onSignedOut: () => void;
};

export type StreamControl = { stop: () => void; tryNow: () => void };

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A hidden tab gives its connection back after this: over HTTP/1.1 a browser has six for all tabs together. */
const HIDDEN_MS = 60_000;

/** Keeps one stream open, for as long as the page is there: connects again with growing waits. */
export function keepStreaming<Line>(events: StreamEvents<Line>): StreamControl {
  let failures = 0;
  let stopped = false;
  let current: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  async function connect(): Promise<void> {
    clearTimeout(timer);
    const attempt = new AbortController();
    current = attempt;
    let ended = false;
    try {
      await readLineStream<Line>(
        events.url(),
        async (lines) => {
          failures = 0;
          if ((await events.onLines(lines)) === "end") {
            ended = true;
            attempt.abort();
          }
        },
        attempt.signal,
      );
    } catch (error) {
      if (error instanceof StreamRefused && error.status === 401) {
        stop();
        events.onSignedOut();
        return;
      }
    }
    if (stopped || current !== attempt) return;
    current = undefined;
    if (ended) stop();
    else waitAndConnect();
  }

  function waitAndConnect(): void {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    // Spread, so that many tabs do not come back in the same moment.
    const waitMs = longest * (0.7 + Math.random() * 0.3);
    failures += 1;
    events.onLost(Date.now() + waitMs);
    timer = setTimeout(connect, waitMs);
  }

  function tryNow(): void {
    if (!stopped && current === undefined) void connect();
  }

  function onVisibility(): void {
    clearTimeout(hiddenTimer);
    if (!document.hidden) tryNow();
    else hiddenTimer = setTimeout(release, HIDDEN_MS);
  }

  function release(): void {
    clearTimeout(timer);
    const open = current;
    current = undefined;
    open?.abort();
  }

  function stop(): void {
    stopped = true;
    clearTimeout(hiddenTimer);
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("online", tryNow);
    release();
  }

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", tryNow);
  void connect();
  return { stop, tryNow };
}
