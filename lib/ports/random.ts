/** Source of randomness: the system's generator in the worker, a seeded one in tests. */
export type Random = {
  /** So many unpredictable bytes. */
  bytes(length: number): Uint8Array;
};
