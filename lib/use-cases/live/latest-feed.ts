/** A key may change so often at once, and then so often a second: a container that flaps does not flood a page. */
const BURST = 5;
const PER_SECOND = 2;

type Bucket = { tokens: number; atMs: number };

/**
 * What a subscriber has not been told yet, by key. Memory is bounded by the number of keys: a slow reader gets the
 * latest state of each, not a queue of all that happened.
 */
export class LatestFeed {
  readonly #dirty = new Set<string>();
  readonly #buckets = new Map<string, Bucket>();
  #wake: (() => void) | null = null;

  mark(key: string): void {
    this.#dirty.add(key);
    this.#wake?.();
  }

  /** Waits for keys that may be told now; empty when the signal aborted. */
  async next(signal: AbortSignal): Promise<string[]> {
    while (!signal.aborted) {
      const nowMs = performance.now();
      const ready = [...this.#dirty].filter((key) => this.#take(key, nowMs));
      for (const key of ready) this.#dirty.delete(key);
      if (ready.length > 0) return ready;
      await this.#change(this.#dirty.size === 0 ? null : 1000 / PER_SECOND, signal);
    }
    return [];
  }

  forget(key: string): void {
    this.#buckets.delete(key);
  }

  #take(key: string, nowMs: number): boolean {
    const bucket = this.#buckets.get(key) ?? { tokens: BURST, atMs: nowMs };
    const refilled = Math.min(BURST, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * PER_SECOND);
    const may = refilled >= 1;
    this.#buckets.set(key, { tokens: may ? refilled - 1 : refilled, atMs: nowMs });
    return may;
  }

  #change(timeMs: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        if (timer !== null) clearTimeout(timer);
        signal.removeEventListener("abort", end);
        this.#wake = null;
        resolve();
      };
      const timer = timeMs === null ? null : setTimeout(end, timeMs);
      this.#wake = end;
      signal.addEventListener("abort", end, { once: true });
    });
  }
}
