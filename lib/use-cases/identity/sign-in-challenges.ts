import type { Clock } from "@/lib/ports/clock";
import type { Tokens } from "@/lib/ports/tokens";

const VALID_MS = 5 * 60_000;
/** Wrong codes; then name and password are asked for again. */
const TRIES = 5;
const MOST = 1000;

/** Somebody who has given name and password, and not yet the code. */
export type Challenged = {
  operatorId: string;
  /** A password that was changed meanwhile is no longer the one that was given. */
  passwordHash: string;
  /** Gives back the tries at the password, once the code was right too. */
  succeed: () => void;
};

type Held = Challenged & { openedAtMs: number; triesLeft: number };

/**
 * Sign-ins that wait for a code. In memory alone, by the hash of a token: there is nothing to steal from the disk, and a
 * restart of the worker only asks for the password again. Whoever adds one has known a password, and the number is
 * bounded; the oldest give way.
 */
export class SignInChallenges {
  readonly #tokens: Tokens;
  readonly #now: Clock;
  readonly #held = new Map<string, Held>();

  constructor(tokens: Tokens, now: Clock) {
    this.#tokens = tokens;
    this.#now = now;
  }

  /** @returns the token */
  open(challenged: Challenged): string {
    const token = this.#tokens.create();
    const openedAtMs = this.#now().getTime();
    this.#held.set(this.#tokens.hash(token), { ...challenged, openedAtMs, triesLeft: TRIES });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= MOST) break;
      this.#held.delete(oldest);
    }
    return token;
  }

  /** Takes one try; null when the token is not, or no longer, good. */
  attempt(token: string): Challenged | null {
    const hash = this.#tokens.hash(token);
    const held = this.#held.get(hash);
    if (held === undefined) return null;
    held.triesLeft -= 1;
    // A clock that was set back must not make it last longer.
    const over = Math.abs(this.#now().getTime() - held.openedAtMs) >= VALID_MS;
    if (over || held.triesLeft <= 0) this.#held.delete(hash);
    return over ? null : held;
  }

  /** The code was right: of many who bring one at once, one is told true. */
  close(token: string): boolean {
    return this.#held.delete(this.#tokens.hash(token));
  }
}
