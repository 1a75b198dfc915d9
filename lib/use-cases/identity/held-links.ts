/**
 * One-time links that are being used right now. Who comes with one that is in use waits for what becomes of it: the
 * first may still be refused, for a name that is taken, and the link is good then for the next. The work looks at the
 * link anew before it hashes a password, so that a thousand calls at once cost one slow hash. In memory, since one
 * worker holds the data folder: a worker that dies in between leaves the link good.
 */
export class HeldLinks {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does the work while nobody else uses the link. */
  async during<Result>(tokenHash: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(tokenHash) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#last.set(tokenHash, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(tokenHash) === mine) this.#last.delete(tokenHash);
    }
  }
}
