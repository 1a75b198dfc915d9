import type { Passwords } from "@/lib/ports/passwords";

/** OWASP's first choice for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each takes 19 MiB and a thread for tens of milliseconds: more at once would only starve everything else. */
const AT_ONCE = 2;

/** argon2id, whose native library is loaded at the first use. */
export class Argon2Passwords implements Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #nobody: Promise<string> | undefined;

  async hash(password: string): Promise<string> {
    const argon2 = await import("@node-rs/argon2");
    return this.#inTurn(() => argon2.hash(password, COST));
  }

  async verify(hash: string | null, password: string): Promise<boolean> {
    const argon2 = await import("@node-rs/argon2");
    this.#nobody ??= this.hash("nobody has this password");
    // Made ready in both cases, so that the first sign-in takes no longer for an unknown name.
    const other = await this.#nobody;
    const matches = await this.#inTurn(() => argon2.verify(hash ?? other, password));
    return hash !== null && matches;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place is handed on, not given back and taken again: nobody can slip in between.
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}
