/** Tells open streams at once that their session ended; what expires silently they find out at the next heartbeat. */
export class SessionEnds {
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Returns what ends the listening. */
  listen(tokenHash: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(tokenHash) ?? new Set();
    this.#listeners.set(tokenHash, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(tokenHash);
    };
  }

  announce(tokenHashes: readonly string[]): void {
    for (const hash of tokenHashes) {
      for (const listener of [...(this.#listeners.get(hash) ?? [])]) listener();
    }
  }
}
