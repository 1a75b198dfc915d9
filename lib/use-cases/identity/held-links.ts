/**
 * One-time links that are being used right now. Whoever comes with one takes it before the password is hashed, so that
 * a thousand calls at once cost one slow hash; the database decides in the end. In memory, since one worker holds the
 * data folder: a worker that dies in between leaves the link good.
 */
export class HeldLinks {
  readonly #held = new Set<string>();

  /**
   * Does the work while nobody else can use the link.
   * @param inUse the error of everybody who comes meanwhile
   */
  async during<Result>(tokenHash: string, inUse: () => Error, work: () => Promise<Result>): Promise<Result> {
    if (this.#held.has(tokenHash)) throw inUse();
    this.#held.add(tokenHash);
    try {
      return await work();
    } finally {
      this.#held.delete(tokenHash);
    }
  }
}
