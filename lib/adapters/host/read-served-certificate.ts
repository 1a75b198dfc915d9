import type { X509Certificate } from "node:crypto";
import { connect } from "node:tls";
import type { ReadServedCertificate, ServedCertificate } from "@/lib/ports/served-certificate";

const ANSWER_MS = 2_000;

/**
 * By connecting as a browser does, and so what is served and not what lies in some file; whether it is good is for the
 * person to say who compares it.
 */
export const readServedCertificate: ReadServedCertificate = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false });
    const end = (found: ServedCertificate | null) => {
      socket.destroy();
      resolve(found);
    };
    socket.setTimeout(ANSWER_MS, () => end(null));
    socket.once("error", () => end(null));
    socket.once("secureConnect", () => {
      const certificate = socket.getPeerX509Certificate();
      if (certificate === undefined) return end(null);
      return end({
        fingerprint: certificate.fingerprint256,
        names: namesOf(certificate.subjectAltName ?? ""),
        validFrom: new Date(certificate.validFrom),
        validTo: new Date(certificate.validTo),
        selfSigned: isSelfSigned(certificate),
      });
    });
  });

/** Not by `checkIssued`, which wants an issuer to be an authority. */
function isSelfSigned(certificate: X509Certificate): boolean {
  return certificate.issuer === certificate.subject && certificate.verify(certificate.publicKey);
}

/** @param text `DNS:panel.example.com, IP Address:203.0.113.5` */
function namesOf(text: string): string[] {
  return text.split(", ").flatMap((entry) => {
    const [, kind, name = ""] = /^(DNS|IP Address):(.*)$/.exec(entry) ?? [];
    if (kind === undefined) return [];
    return [kind !== "DNS" && name.includes(":") ? shortAddress(name) : name];
  });
}

/** As people write it, and not with every zero. */
function shortAddress(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
