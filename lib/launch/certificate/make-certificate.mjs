import { createHash, createPublicKey, sign } from "node:crypto";
import { isIP } from "node:net";
import {
  bitString,
  boolean,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  tagged,
  time,
  utf8String,
} from "./der.mjs";

// Numbers of RFC 5280 and RFC 5758.
const OIDS = {
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  organization: "2.5.4.10",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAlternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
};
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;
/** What a name of a certificate's subject may have (RFC 5280, ub-common-name). */
const COMMON_NAME_CHARACTERS = 64;

/**
 * A certificate that a key of ours signs for itself: for a server, and good for nothing else.
 * @param {object} given
 * @param {import("node:crypto").KeyObject} given.key private, on a NIST curve
 * @param {readonly string[]} given.names host names and addresses, the one that people know first
 * @param {Date} given.notBefore
 * @param {Date} given.notAfter
 * @param {Uint8Array} given.serial at random, 20 bytes at most
 * @returns {string} PEM
 */
export function makeCertificate({ key, names, notBefore, notAfter, serial }) {
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" });
  const algorithm = sequence(objectIdentifier(OIDS.ecdsaWithSha256));
  const name = sequence(
    attribute(OIDS.organization, "Slipway"),
    attribute(OIDS.commonName, (names[0] ?? "").slice(0, COMMON_NAME_CHARACTERS)),
  );
  const toBeSigned = sequence(
    // Version 3, which alone has extensions.
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(serial),
    algorithm,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey,
    tagged(0xa3, sequence(...extensions(names, publicKey))),
  );
  const signature = sign("sha256", toBeSigned, key);
  const whole = sequence(toBeSigned, algorithm, bitString(signature)).toString("base64");
  const lines = whole.match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/**
 * @param {readonly string[]} names
 * @param {Buffer} publicKey
 */
function extensions(names, publicKey) {
  const alternatives = names.map((name) =>
    isIP(name) === 0 ? tagged(DNS_NAME, Buffer.from(name, "ascii")) : tagged(IP_ADDRESS, addressBytes(name)),
  );
  // Any number that follows from the key will do (RFC 7093, method 1).
  const keyId = createHash("sha256").update(publicKey).digest().subarray(0, 20);
  return [
    extension(OIDS.basicConstraints, sequence(), true),
    // The first bit alone: digitalSignature.
    extension(OIDS.keyUsage, bitString(Buffer.from([0x80]), 7), true),
    extension(OIDS.extendedKeyUsage, sequence(objectIdentifier(OIDS.serverAuth))),
    extension(OIDS.subjectAlternativeName, sequence(...alternatives)),
    extension(OIDS.subjectKeyIdentifier, octetString(keyId)),
  ];
}

/**
 * @param {string} oid
 * @param {Uint8Array} value
 * @param {boolean} [isCritical] left out when false, as DER wants defaults to be
 */
function extension(oid, value, isCritical = false) {
  return sequence(objectIdentifier(oid), ...(isCritical ? [boolean(true)] : []), octetString(value));
}

/**
 * @param {string} oid
 * @param {string} value
 */
function attribute(oid, value) {
  return setOf(sequence(objectIdentifier(oid), utf8String(value)));
}

/** @param {string} address */
function addressBytes(address) {
  if (isIP(address) === 4) return Buffer.from(address.split(".").map(Number));
  // A URL writes every form of an IPv6 address in the one without dots.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = "", tail] = canonical.split("::");
  const before = head.split(":").filter((group) => group !== "");
  const after = (tail ?? "").split(":").filter((group) => group !== "");
  const zeros = Array(8 - before.length - after.length).fill("0");
  const groups = [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}
