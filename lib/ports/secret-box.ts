/** Where a sealed value stands. It is bound into the seal: a value moved to another place no longer opens. */
export type SealedPlace = { table: string; row: string; column: string };

export type SealedValue = { keyId: string; nonce: Uint8Array; sealed: Uint8Array };

export interface SecretBox {
  readonly keyId: string;
  /** Derived from the master key; for fingerprints of secrets that can be compared and not be guessed. */
  readonly fingerprintKey: Uint8Array;
  /** With a fresh nonce at each call. */
  seal(place: SealedPlace, value: string): SealedValue;
  /** `secret-unreadable` when another key, another place or changed bytes are met. */
  open(place: SealedPlace, value: SealedValue): string;
}
