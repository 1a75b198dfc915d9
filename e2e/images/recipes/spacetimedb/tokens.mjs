import { randomUUID, sign, verify } from "node:crypto";
import { blake3 } from "@noble/hashes/blake3.js";

/** @typedef {{ privateKey: import("node:crypto").KeyObject, publicKey: import("node:crypto").KeyObject }} KeyPair */
/** @typedef {{ iss: string, sub: string, iat: number, exp?: number | null, hex_identity?: string }} Claims */

const PREFIX = Buffer.from("c200", "hex");
const ISSUER = "localhost";
/**
 * As JOSE wants it: r and s, 32 bytes each.
 * @type {"ieee-p1363"}
 */
const FORM = "ieee-p1363";

/**
 * @param {string} issuer
 * @param {string} subject
 */
export function identityOf(issuer, subject) {
  const hash = Buffer.from(blake3(Buffer.from(`${issuer}|${subject}`))).subarray(0, 26);
  const check = Buffer.from(blake3(Buffer.concat([PREFIX, hash]))).subarray(0, 4);
  return Buffer.concat([PREFIX, check, hash]).toString("hex");
}

/**
 * A token as the server makes it: without an end it says null.
 * @param {KeyPair} keys
 * @param {{ sub?: string, iss?: string, seconds?: number }} [wanted]
 */
export function mint(keys, { sub = randomUUID(), iss = ISSUER, seconds } = {}) {
  const iat = Math.floor(Date.now() / 1000);
  const identity = identityOf(iss, sub);
  const exp = seconds === undefined ? null : iat + seconds;
  const claims = { hex_identity: identity, sub, iss, aud: ["spacetimedb"], iat, exp };
  const signed = [{ typ: "JWT", alg: "ES256" }, claims].map(encode).join(".");
  const signature = sign("sha256", Buffer.from(signed), { key: keys.privateKey, dsaEncoding: FORM });
  return { identity, token: `${signed}.${signature.toString("base64url")}` };
}

/**
 * @param {KeyPair} keys
 * @param {string} token
 * @returns {{ claims: Claims, identity: string } | { refusal: string }}
 */
export function readToken(keys, token) {
  const [header = "", payload = "", signature = "", ...more] = token.split(".");
  try {
    if (more.length > 0 || decode(header).alg !== "ES256") return { refusal: "InvalidToken" };
    const bytes = Buffer.from(signature, "base64url");
    const key = { key: keys.publicKey, dsaEncoding: FORM };
    if (!verify("sha256", Buffer.from(`${header}.${payload}`), key, bytes))
      return { refusal: "InvalidSignature" };
    return acceptedClaims(decode(payload));
  } catch {
    return { refusal: "InvalidToken" };
  }
}

/**
 * @param {Claims} claims
 * @returns {{ claims: Claims, identity: string } | { refusal: string }}
 */
function acceptedClaims(claims) {
  for (const text of [claims.iss, claims.sub]) {
    const bytes = typeof text === "string" ? Buffer.byteLength(text) : 0;
    if (bytes < 1 || bytes > 128) return { refusal: "Issuer and subject need 1 to 128 bytes" };
  }
  if (typeof claims.iat !== "number") return { refusal: "missing field `iat`" };
  if (typeof claims.exp === "number" && claims.exp < Date.now() / 1000)
    return { refusal: "ExpiredSignature" };
  const identity = identityOf(claims.iss, claims.sub);
  if (claims.hex_identity !== undefined && claims.hex_identity !== identity) {
    return { refusal: "the identity is not that of issuer and subject" };
  }
  return { claims, identity };
}

/** @param {unknown} part */
function encode(part) {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** @param {string} part */
function decode(part) {
  return JSON.parse(Buffer.from(part, "base64url").toString());
}
