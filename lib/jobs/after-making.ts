import { sleep } from "@/lib/jobs/abort";
import { JobCancelledSignal } from "@/lib/jobs/job-ends";

/** Longer than an engine with much to do needs for the containers of one stack. */
const MAKING_MS = 20_000;

/**
 * The job's signal for a Compose that makes containers: a cancel is passed on once they are made. The engine goes on with
 * a container whose order it has taken when Compose is ended amid it, and such a one would turn up after what was left
 * had been looked at.
 */
export class AfterMaking {
  readonly #abort = new AbortController();
  readonly #signal: AbortSignal;
  #made: Promise<unknown> = Promise.resolve();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    if (signal.aborted) this.#pass();
    else signal.addEventListener("abort", this.#pass, { once: true });
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** @param made settles when nothing is being made any more, one way or the other */
  waitFor(made: Promise<unknown>): void {
    this.#made = made.catch(() => {});
  }

  readonly #pass = () => {
    const { reason } = this.#signal;
    if (!(reason instanceof JobCancelledSignal)) {
      this.#abort.abort(reason);
      return;
    }
    void Promise.race([this.#made, sleep(MAKING_MS, this.#abort.signal)]).finally(() => {
      this.#abort.abort(reason);
    });
  };
}
