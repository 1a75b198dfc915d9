import { createHmac, createPrivateKey, createPublicKey, sign, timingSafeEqual, verify } from "node:crypto";
import { jsonVariable, refuse, variable } from "./environment.mjs";

/** @typedef {{ kty: string, kid?: string, k?: string, d?: string, crv?: string }} Jwk */
/** @typedef {Record<string, unknown> & { role?: string, exp?: number }} Claims */
/** @typedef {{ secrets: Buffer[], publicKeys: Jwk[] }} KeySet */

/**
 * @param {string} secretName variable that holds the plain secret
 * @param {string} [jwksName] variable that may hold further keys
 * @returns {KeySet}
 */
export function keySet(secretName, jwksName) {
  const secret = variable(secretName);
  if (secret.length < 32) refuse(`${secretName} must have at least 32 characters`);
  const keys = jwksName && process.env[jwksName] ? jwksOf(jwksName) : { secrets: [], publicKeys: [] };
  return { secrets: [Buffer.from(secret), ...keys.secrets], publicKeys: keys.publicKeys };
}

/**
 * @param {string} name variable with an object that has the member keys
 * @returns {KeySet}
 */
export function jwksOf(name) {
  const found = jsonVariable(name);
  if (!Array.isArray(found?.keys)) refuse(`${name} must be a JSON object with the list "keys"`);
  return usableKeys(name, found.keys);
}

/**
 * @param {string} name
 * @param {Jwk[]} keys
 * @returns {KeySet}
 */
export function usableKeys(name, keys) {
  const publicKeys = keys.filter(({ kty }) => kty === "EC");
  for (const key of publicKeys) {
    if (key.crv !== "P-256") refuse(`${name} holds a key of another curve than P-256`);
    publicKey(key);
  }
  const secrets = keys.filter(({ kty }) => kty === "oct").map(({ k }) => Buffer.from(k ?? "", "base64url"));
  return { secrets, publicKeys };
}

/** @param {Jwk} key */
function publicKey({ kty, crv, ...rest }) {
  const { x, y } = /** @type {Record<string, string>} */ (rest);
  return createPublicKey({ key: { kty, crv, x, y }, format: "jwk" });
}

/** @param {string} part */
const parse = (part) => JSON.parse(Buffer.from(part, "base64url").toString());

/**
 * @param {KeySet} keys
 * @param {{ alg?: string, kid?: string }} header
 * @param {string} signed
 * @param {Buffer} signature
 */
function isSigned(keys, header, signed, signature) {
  if (header.alg === "HS256") {
    return keys.secrets.some((secret) => {
      const expected = createHmac("sha256", secret).update(signed).digest();
      return expected.length === signature.length && timingSafeEqual(expected, signature);
    });
  }
  if (header.alg !== "ES256") return false;
  return keys.publicKeys
    .filter(({ kid }) => header.kid === undefined || kid === header.kid)
    .some((key) =>
      verify("sha256", Buffer.from(signed), { key: publicKey(key), dsaEncoding: "ieee-p1363" }, signature),
    );
}

/**
 * @param {string | undefined} token
 * @param {KeySet} keys
 * @returns {{ claims: Claims } | { fault: "invalid" | "expired" }}
 */
export function readToken(token, keys) {
  const [header = "", payload = "", signature = "", ...more] = (token ?? "").split(".");
  try {
    if (more.length > 0) return { fault: "invalid" };
    const bytes = Buffer.from(signature, "base64url");
    if (!isSigned(keys, parse(header), `${header}.${payload}`, bytes)) return { fault: "invalid" };
    const claims = parse(payload);
    if (typeof claims.exp === "number" && claims.exp < Date.now() / 1000) return { fault: "expired" };
    return { claims };
  } catch {
    return { fault: "invalid" };
  }
}

/**
 * @param {string} name variable with a key of the stack
 * @param {string} role that it must bear
 * @param {KeySet} keys
 */
export function requireKey(name, role, keys) {
  const read = readToken(variable(name), keys);
  if (!("claims" in read)) {
    refuse(`${name} is ${read.fault === "expired" ? "expired" : "not signed by the JWT secret"}`);
  }
  if (read.claims.role !== role) refuse(`${name} has the role ${read.claims.role}, not ${role}`);
}

/**
 * @param {Claims} claims
 * @param {Buffer | Jwk} key a secret, or a private key of P-256
 */
export function signToken(claims, key) {
  const isSecret = Buffer.isBuffer(key);
  const header = isSecret ? { alg: "HS256", typ: "JWT" } : { alg: "ES256", typ: "JWT", kid: key.kid };
  const signed = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = isSecret
    ? createHmac("sha256", key).update(signed).digest()
    : sign("sha256", Buffer.from(signed), {
        key: createPrivateKey({ key, format: "jwk" }),
        dsaEncoding: "ieee-p1363",
      });
  return `${signed}.${signature.toString("base64url")}`;
}
