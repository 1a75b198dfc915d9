import type { StepContext } from "@/lib/jobs/job-step";

/** Wakes whoever waits for the stack's containers to change; a change between two waits is not missed. */
export class ContainerChange {
  readonly #stop: () => void;
  #changed = false;
  #wake: (() => void) | null = null;

  constructor({ services, stack }: Pick<StepContext, "services" | "stack">) {
    this.#stop = services.events.listen(stack.id, () => {
      this.#changed = true;
      this.#wake?.();
    });
  }

  /** Until the next change, or for the given time. */
  async next(timeMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#changed) {
      await new Promise<void>((resolve, reject) => {
        const end = (finish: () => void) => () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", onAbort);
          this.#wake = null;
          finish();
        };
        const onAbort = end(() => reject(signal.reason));
        const timer = setTimeout(end(resolve), timeMs);
        this.#wake = end(resolve);
        if (signal.aborted) onAbort();
        else signal.addEventListener("abort", onAbort, { once: true });
      });
    }
    this.#changed = false;
  }

  close(): void {
    this.#stop();
  }
}
