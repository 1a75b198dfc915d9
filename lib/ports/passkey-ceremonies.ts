import type { PasskeyAssertion, PasskeyAttestation } from "@/lib/api/contract/passkeys";

/** COSE's numbers of what a key pair may be of: ES256 and RS256. Every device has one of them. */
export const PASSKEY_ALGORITHMS = [-7, -257] as const;

/** Where passkeys of this panel work: nowhere else will a browser offer them. */
export type PasskeySite = {
  /** Host name that the key pairs are bound to. */
  rpId: string;
  /** Of the panel's pages, exactly. */
  origin: string;
};

export type Attested = {
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  backedUp: boolean;
};

export type Asserted = { counter: number; backedUp: boolean };

/**
 * What a browser brings from a device, looked at: challenge, origin, host name, that the person was verified, and the
 * signature. Null for whatever is not right.
 */
export interface PasskeyCeremonies {
  /** The challenge that was signed, by its own word; null when it cannot be read. */
  challengeOf(response: { clientDataJSON: string }): string | null;
  attested(site: PasskeySite, challenge: string, given: PasskeyAttestation): Promise<Attested | null>;
  /** Does not look at the counter: that is compared where it is written. */
  asserted(
    site: PasskeySite,
    challenge: string,
    given: PasskeyAssertion,
    publicKey: Uint8Array,
  ): Promise<Asserted | null>;
}
