/**
 * Reads a stream of NDJSON from the panel, a value a line. `onLine` gets each value in order; the next read waits for
 * it, so a slow page slows the sender down instead of filling memory.
 * @throws StreamRefused when the answer is not a stream; whatever fetch throws when the connection fails
 */
export async function readLines<T>(
  url: string,
  signal: AbortSignal,
  onLine: (value: T) => void | Promise<void>,
): Promise<void> {
  const response = await fetch(url, {
    signal,
    cache: "no-store",
    headers: { accept: "application/x-ndjson" },
  });
  if (!response.ok || !response.body) throw new StreamRefused(response.status);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line !== "") await onLine(JSON.parse(line) as T);
    }
  }
}

/** The panel answered, but not with a stream: 401 when the session has ended, 404 when the thing is gone. */
export class StreamRefused extends Error {
  constructor(readonly status: number) {
    super(`The stream was refused with ${status}`);
    this.name = "StreamRefused";
  }
}

/** Seconds before the next try: 1, 2, 4, 8, then 10. */
export function backoffMs(tries: number): number {
  return Math.min(10_000, 1000 * 2 ** tries);
}
