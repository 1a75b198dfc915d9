/** Slow, salted hashing of passwords. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Takes as long when there is no hash (nobody has that name) as when there is one. */
  verify(hash: string | null, password: string): Promise<boolean>;
}
