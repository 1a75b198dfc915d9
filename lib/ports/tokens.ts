/** Opaque secrets that we issue: 256 random bits, stored as a hash only. */
export interface Tokens {
  /** URL-safe text. */
  create(): string;
  /** What is stored and looked up. Fast, since a token cannot be guessed. */
  hash(token: string): string;
}
