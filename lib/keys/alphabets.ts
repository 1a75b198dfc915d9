const UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";

/** What secrets are drawn from. `unambiguous` leaves out what looks alike in print: 0 and O, 1, l and I. */
export const ALPHABETS = {
  alphanumeric: `${UPPER}${LOWER}${DIGITS}`,
  "lower-hex": `${DIGITS}abcdef`,
  "lower-alphanumeric": `${LOWER}${DIGITS}`,
  "url-safe": `${UPPER}${LOWER}${DIGITS}-_`,
  unambiguous: "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789",
  digits: DIGITS,
  symbols: `${UPPER}${LOWER}${DIGITS}!#%&()*+,-./:;<=>?@[]^_{|}~`,
} as const;

export type Alphabet = keyof typeof ALPHABETS;

export const ALPHABET_NAMES = Object.keys(ALPHABETS) as [Alphabet, ...Alphabet[]];
