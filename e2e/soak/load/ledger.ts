import { reveal, type Saved, type Settings } from "@/e2e/soak/panel/stacks";
import type { WorkerUnderTest } from "@/e2e/soak/panel/worker-under-test";

/** What the worker has said yes to, of one stack. */
export type Entry = {
  stack: Saved;
  password: string | null;
  /** Settings by number of revision. */
  revisions: Map<number, Settings>;
  jobs: Set<string>;
  /** From when a removal was asked for, answered or not, the stack may be gone. */
  removalAsked: boolean;
};

/** Outside the worker: what it acknowledged, and so must still have whatever happens to it. */
export class Ledger {
  readonly #entries = new Map<string, Entry>();

  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** How many changes were acknowledged. */
  get size(): number {
    return this.entries().reduce((sum, { revisions, jobs }) => sum + revisions.size + jobs.size, 0);
  }

  created(stack: Saved, settings: Settings): Entry {
    const entry: Entry = {
      stack,
      password: null,
      revisions: new Map([[1, settings]]),
      jobs: new Set(),
      removalAsked: false,
    };
    this.#entries.set(stack.id, entry);
    return entry;
  }

  /** Once it was shown, a secret stays as it is. */
  async secretOf(worker: WorkerUnderTest, entry: Entry): Promise<void> {
    entry.password = await reveal(worker, entry.stack);
  }

  /** Removed, and seen to be. */
  forget(entry: Entry): void {
    this.#entries.delete(entry.stack.id);
  }
}
