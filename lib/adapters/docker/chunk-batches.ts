import type { Readable } from "node:stream";

export type BatchLimits = { bytes: number; waitMs: number };

/**
 * What a stream delivers, gathered until there are `bytes` of it or `waitMs` have passed since the first. While the
 * reader is busy at most one batch is gathered; then the stream is paused, and with it whoever writes it.
 */
export async function* chunkBatches(stream: Readable, limits: BatchLimits): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let size = 0;
  let state: "open" | "ended" | { failure: unknown } = "open";
  let wake = () => {};

  const onData = (part: Buffer) => {
    parts.push(part);
    size += part.length;
    if (size >= limits.bytes) stream.pause();
    if (size >= limits.bytes || parts.length === 1) wake();
  };
  const onEnd = () => {
    state = "ended";
    wake();
  };
  const onError = (failure: unknown) => {
    state = { failure };
    wake();
  };
  // The stream may come paused, and then a listener alone does not set it going.
  stream.on("data", onData).on("end", onEnd).on("error", onError).resume();
  try {
    for (;;) {
      if (parts.length === 0 && isOpen(state)) await new Promise<void>((resolve) => (wake = resolve));
      if (size < limits.bytes && isOpen(state)) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, limits.waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = () => {};
      if (parts.length > 0) {
        const batch = Buffer.concat(parts, size);
        parts = [];
        size = 0;
        stream.resume();
        yield batch;
      } else if (!isOpen(state)) {
        if (typeof state === "object") throw failureOf(state);
        return;
      }
    }
  } finally {
    stream.off("data", onData).off("end", onEnd);
    // The error listener stays: a destroyed answer still reports that it was cut.
    stream.destroy();
  }
}

function isOpen(state: unknown): boolean {
  return state === "open";
}

function failureOf(state: { failure: unknown }): unknown {
  return state.failure;
}
