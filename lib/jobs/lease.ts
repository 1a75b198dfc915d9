import type { JobRecord, JobStore } from "@/lib/ports/stores";

/** Another worker has the job: this one may write nothing more of it. */
export class LeaseLostError extends Error {
  override readonly name = "LeaseLostError";

  constructor() {
    super("another worker took this job");
  }
}

/**
 * The right to carry out a job, renewed while it runs. Its age is measured by the monotonic clock: a worker that slept
 * (a stopped process, a suspended machine) must ask again before it touches anything.
 */
export class Lease {
  readonly fence: number;
  readonly #store: JobStore;
  readonly #jobId: string;
  readonly #now: () => Date;
  readonly #leaseMs: number;
  readonly #onLost: (error: LeaseLostError) => void;
  #renewedAtMs = performance.now();
  #lost: LeaseLostError | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    store: JobStore,
    job: JobRecord,
    now: () => Date,
    leaseMs: number,
    onLost: (error: LeaseLostError) => void,
  ) {
    this.#store = store;
    this.#jobId = job.id;
    this.#now = now;
    this.fence = job.fence;
    this.#leaseMs = leaseMs;
    this.#onLost = onLost;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#renew().catch((error: unknown) => {
        // A database that does not answer for a moment is no loss yet; the age of the lease decides.
        if (this.#ageMs() > this.#leaseMs) this.#lose(error);
      });
    }, this.#leaseMs / 3);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Holds, or throws a `LeaseLostError`. To be called before every effect. */
  async hold(): Promise<void> {
    if (this.#lost !== null) throw this.#lost;
    if (this.#ageMs() > this.#leaseMs / 2) await this.#renew();
    if (this.#lost !== null) throw this.#lost;
  }

  /** For a write that the store refused because of its fence. */
  refused(): LeaseLostError {
    return this.#lose();
  }

  #ageMs(): number {
    return performance.now() - this.#renewedAtMs;
  }

  async #renew(): Promise<void> {
    const askedAtMs = performance.now();
    const until = new Date(this.#now().getTime() + this.#leaseMs);
    if (await this.#store.renew(this.#jobId, this.fence, until)) this.#renewedAtMs = askedAtMs;
    else this.#lose();
  }

  #lose(cause?: unknown): LeaseLostError {
    const lost = this.#lost ?? new LeaseLostError();
    if (this.#lost === null) {
      if (cause !== undefined) lost.cause = cause;
      this.#lost = lost;
      this.stop();
      this.#onLost(lost);
    }
    return lost;
  }
}
