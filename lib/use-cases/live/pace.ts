import { sleep } from "@/lib/jobs/abort";

/** The wait between two rounds of reading, cut short when somebody begins to look or all ends. */
export class Pace {
  readonly #ended = new AbortController();
  #round = new AbortController();

  get isOver(): boolean {
    return this.#ended.signal.aborted;
  }

  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  async wait(timeMs: number): Promise<void> {
    this.#round = new AbortController();
    // Being cut short is no failure: the next round begins, or there is none.
    await sleep(timeMs, AbortSignal.any([this.#round.signal, this.#ended.signal])).catch(() => {});
  }

  hurry(): void {
    this.#round.abort();
  }

  end(): void {
    this.#ended.abort();
  }
}
