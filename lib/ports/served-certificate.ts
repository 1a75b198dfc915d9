/** A certificate as its port hands it to whoever connects. */
export type ServedCertificate = {
  /** SHA-256 of the whole, as browsers show it: `AB:CD:…`. */
  fingerprint: string;
  /** Host names and addresses that it is good for. */
  names: string[];
  validFrom: Date;
  validTo: Date;
  /** No authority stands behind it: people compare the fingerprint. */
  selfSigned: boolean;
};

/** @returns null when nobody answers there, or nothing that speaks TLS */
export type ReadServedCertificate = (host: string, port: number) => Promise<ServedCertificate | null>;
