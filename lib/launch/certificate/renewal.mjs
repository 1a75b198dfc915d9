import { X509Certificate } from "node:crypto";
import { isIP } from "node:net";

const DAY_MS = 24 * 60 * 60_000;

/** Browsers take no certificate that is good for longer than 398 days. */
export const VALID_DAYS = 397;
/** Clocks differ: it counts from a little earlier. */
export const BACKDATED_MS = 60 * 60_000;
const RENEWED_BEFORE_END_DAYS = 30;

/**
 * Why a certificate of ours must be made anew; undefined while it is good. One that has more names than are wanted is:
 * an address that was lost may come back, and people compare fingerprints.
 * @param {string} pem
 * @param {import("node:crypto").KeyObject} key
 * @param {readonly string[]} names
 * @param {Date} now
 * @returns {string | undefined}
 */
export function renewalReason(pem, key, names, now) {
  const certificate = parse(pem);
  if (certificate === undefined) return "there was none that could be read";
  if (!certificate.checkPrivateKey(key)) return "it did not belong to the key";
  const endMs = Date.parse(certificate.validTo);
  if (now.getTime() < Date.parse(certificate.validFrom)) return "it was not good yet";
  if (endMs - now.getTime() < RENEWED_BEFORE_END_DAYS * DAY_MS) {
    return now.getTime() < endMs ? "it would soon have ended" : "it had ended";
  }
  const missing = names.filter((name) => !hasName(certificate, name));
  return missing.length > 0 ? `it lacked ${missing.join(", ")}` : undefined;
}

/** @param {string} pem */
function parse(pem) {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

/**
 * @param {X509Certificate} certificate
 * @param {string} name
 */
function hasName(certificate, name) {
  return (
    (isIP(name) === 0 ? certificate.checkHost(name, { subject: "never" }) : certificate.checkIP(name)) !==
    undefined
  );
}
