/** Runs at once when asked, then at most once in each interval; the last ask is never lost. */
export class Throttle {
  readonly #intervalMs: number;
  readonly #run: () => void;
  #timer: NodeJS.Timeout | null = null;
  #asked = false;

  constructor(intervalMs: number, run: () => void) {
    this.#intervalMs = intervalMs;
    this.#run = run;
  }

  ask(): void {
    if (this.#timer !== null) {
      this.#asked = true;
      return;
    }
    this.#go();
  }

  cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#asked = false;
  }

  #go(): void {
    this.#asked = false;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#asked) this.#go();
    }, this.#intervalMs);
    this.#timer.unref();
    this.#run();
  }
}
