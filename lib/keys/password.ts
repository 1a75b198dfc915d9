import type { Random } from "@/lib/ports/random";

const ALPHABETS = {
  alphanumeric: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
  "lower-hex": "0123456789abcdef",
} as const;

export type Alphabet = keyof typeof ALPHABETS;

/**
 * A password of so many characters, each drawn evenly: bytes that would favour the alphabet's first characters are
 * thrown away.
 */
export function password(random: Random, length: number, alphabet: Alphabet): string {
  const characters = ALPHABETS[alphabet];
  const evenBelow = 256 - (256 % characters.length);
  let drawn = "";
  while (drawn.length < length) {
    for (const byte of random.bytes(length - drawn.length)) {
      if (byte < evenBelow) drawn += characters.charAt(byte % characters.length);
    }
  }
  return drawn;
}

/** Bits of a password of so many characters that is drawn evenly. */
export function passwordEntropyBits(length: number, alphabet: Alphabet): number {
  return length * Math.log2(ALPHABETS[alphabet].length);
}
