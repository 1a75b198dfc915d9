import type { Clock } from "@/lib/ports/clock";

const WINDOW_MS = 15 * 60_000;
const MOST_KEYS = 10_000;

/** How many tries one key has within the window. */
export type GuessBudget = {
  key: string;
  limit: number;
  /** For keys that strangers cannot make up: they never give way to newer ones. */
  kept?: boolean;
  /**
   * What a success gives back. `all`: every try from the same address, since whoever made them knew the secret in the
   * end. `one`: the try itself only, where somebody could else wash off guesses by signing in as themselves.
   */
  success: "all" | "one";
};

export type Admission =
  | { admitted: true; succeed: () => void }
  /** `firstRefusal`: the first one since a try was last admitted, so that refusals do not fill the audit log. */
  | { admitted: false; waitMs: number; firstRefusal: boolean };

type Try = { atMs: number; from: string };
type Ledger = { tries: Try[]; refused: boolean };

/**
 * Counts tries at a secret within a sliding window of 15 minutes. A try counts from before it is checked, so that many
 * at once are no way around, and a refused one does not count, so that nobody is shut out for longer by trying on.
 *
 * The counts are in memory alone: only who controls the server can restart the worker, and a row for each guess would
 * let strangers write to the disk. The number of keys is bounded; the ones that were tried longest ago give way.
 */
export class GuessLimiter {
  readonly #now: Clock;
  readonly #mostKeys: number;
  readonly #kept = new Map<string, Ledger>();
  /** The one that was tried last is the last one. */
  readonly #others = new Map<string, Ledger>();

  constructor(now: Clock, mostKeys = MOST_KEYS) {
    this.#now = now;
    this.#mostKeys = mostKeys;
  }

  /** @param from address that the try comes from */
  admit(budgets: readonly GuessBudget[], from: string): Admission {
    const nowMs = this.#now().getTime();
    let waitMs = 0;
    let firstRefusal = false;
    for (const { key, limit } of budgets) {
      const ledger = this.#kept.get(key) ?? this.#others.get(key);
      if (ledger === undefined) continue;
      ledger.tries = inWindow(ledger.tries, nowMs);
      const oldest = ledger.tries.at(-limit);
      if (oldest === undefined) continue;
      waitMs = Math.max(waitMs, oldest.atMs + WINDOW_MS - nowMs);
      firstRefusal ||= !ledger.refused;
      ledger.refused = true;
    }
    if (waitMs > 0) return { admitted: false, waitMs, firstRefusal };
    const made: Try = { atMs: nowMs, from };
    const given = budgets.map((budget) => ({ budget, ledger: this.#take(budget, made) }));
    const succeed = () => {
      for (const { budget, ledger } of given) {
        ledger.tries = ledger.tries.filter((each) =>
          budget.success === "all" ? each.from !== from : each !== made,
        );
      }
    };
    return { admitted: true, succeed };
  }

  /** How many keys it holds. */
  get size(): number {
    return this.#kept.size + this.#others.size;
  }

  #take({ key, kept }: GuessBudget, made: Try): Ledger {
    const ledgers = kept ? this.#kept : this.#others;
    const ledger = ledgers.get(key) ?? { tries: [], refused: false };
    ledger.tries.push(made);
    ledger.refused = false;
    ledgers.delete(key);
    ledgers.set(key, ledger);
    for (const oldest of this.#others.keys()) {
      if (this.#others.size <= this.#mostKeys) break;
      this.#others.delete(oldest);
    }
    return ledger;
  }
}

/** A clock that was set back would keep tries for ever: those of the future count as made now. */
function inWindow(tries: readonly Try[], nowMs: number): Try[] {
  for (const each of tries) each.atMs = Math.min(each.atMs, nowMs);
  return tries.filter(({ atMs }) => atMs + WINDOW_MS > nowMs);
}
