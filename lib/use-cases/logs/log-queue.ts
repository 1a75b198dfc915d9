import type { LogBatch, LogLine } from "@/lib/api/contract/log-views";

/** A reader who falls so far behind makes the sources wait, and through them the engine. */
const MAX_LINES = 4000;
/** The same for long lines: each may have a quarter of a million characters. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** What followed logs bring, for one reader: lines in the order of their time as far as they are there together. */
export class LogQueue {
  readonly #items: LogBatch[] = [];
  #lines: LogLine[] = [];
  #count = 0;
  #characters = 0;
  #error: unknown = null;
  #wakeReader = () => {};
  #wakeWriters: (() => void)[] = [];

  /** Waits while the queue is full. */
  async lines(lines: readonly LogLine[], signal: AbortSignal): Promise<void> {
    while ((this.#count >= MAX_LINES || this.#characters >= MAX_CHARACTERS) && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const end = () => {
          signal.removeEventListener("abort", end);
          resolve();
        };
        this.#wakeWriters.push(end);
        signal.addEventListener("abort", end, { once: true });
      });
    }
    this.#lines.push(...lines);
    this.#count += lines.length;
    for (const { text } of lines) this.#characters += text.length;
    this.#wakeReader();
  }

  marker(at: Date, service: string, text: string): void {
    this.#flush();
    this.#items.push({ type: "marker", at: at.toISOString(), service, text });
    this.#wakeReader();
  }

  fail(error: unknown): void {
    this.#error = error;
    this.#wakeReader();
  }

  /** Waits for something to be there; empty when the signal aborted. */
  async take(signal: AbortSignal): Promise<LogBatch[]> {
    while (this.#items.length === 0 && this.#lines.length === 0) {
      if (this.#error !== null) throw this.#error;
      if (signal.aborted) return [];
      await new Promise<void>((resolve) => {
        const end = () => {
          signal.removeEventListener("abort", end);
          resolve();
        };
        this.#wakeReader = end;
        signal.addEventListener("abort", end, { once: true });
      });
    }
    this.#flush();
    this.#count = 0;
    this.#characters = 0;
    for (const wake of this.#wakeWriters.splice(0)) wake();
    return this.#items.splice(0);
  }

  #flush(): void {
    if (this.#lines.length === 0) return;
    const lines = this.#lines.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    this.#items.push({ type: "lines", lines });
    this.#lines = [];
  }
}
