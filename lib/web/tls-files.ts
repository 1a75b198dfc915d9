import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { PanelError } from "@/lib/errors";

export type TlsFiles = { certificate: string; key: string };

/** PEM of a certificate with those that lead to its authority, and of its key: what `tls.createSecureContext` takes. */
export type TlsPair = { cert: string; key: string };

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads a certificate and its key, and looks whether browsers will take the two.
 * @throws PanelError `environment-invalid` that names the file and what is wrong with it
 */
export function readTlsFiles(files: TlsFiles, now: Date): TlsPair {
  const cert = readText("SLIPWAY_TLS_CERT", files.certificate);
  const key = readText("SLIPWAY_TLS_KEY", files.key);
  checkChain(files.certificate, cert, readKey(files.key, key), now);
  return { cert, key };
}

function readText(field: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw invalid(field, `${path} cannot be read: ${reason}`, "Let the user that the panel runs as read it.");
  }
}

function readKey(path: string, text: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    const encrypted = /ENCRYPTED/.test(text);
    throw invalid(
      "SLIPWAY_TLS_KEY",
      encrypted ? `The key in ${path} is encrypted` : `${path} holds no private key in PEM`,
      encrypted
        ? `Store it without a passphrase: openssl pkey -in ${path} -out key.pem`
        : "Name the file that begins with -----BEGIN PRIVATE KEY----- or the like.",
    );
  }
}

function checkChain(path: string, text: string, key: KeyObject, now: Date): void {
  const refuse = (message: string, fix: string) => invalid("SLIPWAY_TLS_CERT", message, fix);
  const chain = (text.match(CERTIFICATE) ?? []).map((pem, index) => {
    try {
      return new X509Certificate(pem);
    } catch {
      throw refuse(`Certificate ${index + 1} in ${path} is damaged`, "Copy the file once more.");
    }
  });
  const [leaf, ...above] = chain;
  if (leaf === undefined) {
    throw refuse(`${path} holds no certificate in PEM`, "It must begin with -----BEGIN CERTIFICATE-----.");
  }
  if (!leaf.checkPrivateKey(key)) {
    const other = above.some((certificate) => certificate.checkPrivateKey(key));
    throw other
      ? refuse(
          `The first certificate in ${path} is not the server's own`,
          "Put it first, its authority's after it.",
        )
      : refuse(
          `The certificate in ${path} does not belong to the key`,
          "Name the two files of one certificate.",
        );
  }
  for (const [index, certificate] of chain.entries()) {
    const which = index === 0 ? `The certificate in ${path}` : `Certificate ${index + 1} in ${path}`;
    if (now > new Date(certificate.validTo))
      throw refuse(`${which} ended on ${certificate.validTo}`, "Renew it.");
    if (now < new Date(certificate.validFrom)) {
      throw refuse(
        `${which} is good only from ${certificate.validFrom}`,
        "Set the clock of this machine right.",
      );
    }
    const issuer = chain[index + 1];
    if (issuer !== undefined && !certificate.checkIssued(issuer)) {
      throw refuse(
        `Certificate ${index + 2} in ${path} did not issue the one before it`,
        "Order them: the server's own, then the one that issued it, and so on.",
      );
    }
  }
}

function invalid(field: string, message: string, fix: string): PanelError {
  return new PanelError("environment-invalid", `${field}: ${message}`, { issues: [{ field, message }], fix });
}
