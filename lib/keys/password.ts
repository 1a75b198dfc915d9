import { ALPHABETS, type Alphabet } from "@/lib/keys/alphabets";
import type { Random } from "@/lib/ports/random";

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
