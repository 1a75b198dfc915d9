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

/** A challenge that one answer is being looked at for: `giveBack` makes it good for the next. */
export type TakenChallenge = Challenged & { openedAtMs: number; triesLeft: number };

/**
 * Sign-ins that wait for a code. In memory alone, by the hash of a token: there is nothing to steal from the disk, and a
 * restart of the worker only asks for the password again. Whoever adds one has known a password, and the number is
 * bounded; the oldest give way.
 */
export class SignInChallenges {
  readonly #tokens: Tokens;
  readonly #now: Clock;
  readonly #held = new Map<string, TakenChallenge>();

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

  /**
   * Takes one try, and the challenge with it: whoever comes at the same time finds none, before their code is used up.
   * Null when the token is not, or no longer, good.
   */
  take(token: string): TakenChallenge | null {
    const hash = this.#tokens.hash(token);
    const held = this.#held.get(hash);
    this.#held.delete(hash);
    if (held === undefined) return null;
    // A clock that was set back must not make it last longer.
    if (Math.abs(this.#now().getTime() - held.openedAtMs) >= VALID_MS) return null;
    return { ...held, triesLeft: held.triesLeft - 1 };
  }

  /** The code was not taken: there may be another try. */
  giveBack(token: string, taken: TakenChallenge): void {
    if (taken.triesLeft > 0) this.#held.set(this.#tokens.hash(token), taken);
  }
}
