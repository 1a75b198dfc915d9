import type { Alphabet } from "@/lib/keys/alphabets";
import { password, passwordEntropyBits } from "@/lib/keys/password";
import type { Random } from "@/lib/ports/random";

export const SECRET_MAX_LENGTH = 1024;
export const SECRET_MAX_COUNT = 100;

/** So many secrets, each character drawn evenly, with the entropy of each in bits. */
export function randomSecrets(
  random: Random,
  { length, alphabet, count }: { length: number; alphabet: Alphabet; count: number },
): { secrets: string[]; bits: number } {
  return {
    secrets: Array.from({ length: count }, () => password(random, length, alphabet)),
    bits: secretBits(length, alphabet),
  };
}

/** Entropy of one, in tenths of a bit, never rounded up. */
export function secretBits(length: number, alphabet: Alphabet): number {
  return Math.floor(passwordEntropyBits(length, alphabet) * 10) / 10;
}
