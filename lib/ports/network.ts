/** How this host is seen from outside, as far as it can tell by itself. */

export type ServedCertificate = {
  /** Names that it is valid for. */
  names: readonly string[];
  /** Who signed it, in its own words. */
  issuer: string;
  validFrom: Date;
  validTo: Date;
};

/** What a browser would find under `https://<name>`, asked of this host itself. */
export type Visit =
  | { certificate: ServedCertificate; status: number }
  /** No certificate for the name, or no answer: in words. */
  | { certificate: ServedCertificate | null; status: null; problem: string };

export interface Network {
  /** Addresses of this host but loopback and those of the engine's own networks; public ones first. */
  addresses(): readonly string[];
  /** What the system's resolver gives, as every program here sees it; null when it did not answer. */
  resolve(name: string): Promise<readonly string[] | null>;
  /** Whether something on this host takes a connection at the address. */
  connects(address: string, port: number): Promise<boolean>;
  /** One request by the name to this host's own port 443; whether the certificate is trusted is not asked. */
  visit(name: string): Promise<Visit>;
}
