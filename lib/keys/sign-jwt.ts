import { createHmac, type KeyObject, sign } from "node:crypto";

/** Members are written in the order in which they are given. */
type Claims = Readonly<Record<string, unknown>>;

/** A token signed with HMAC-SHA-256; the key is the secret's text itself, never decoded. */
export function signHs256(claims: Claims, secret: string): string {
  const signed = signingInput({ alg: "HS256", typ: "JWT" }, claims);
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

/** A token signed with ECDSA on P-256 and SHA-256; the signature is r and s, 32 bytes each, as JOSE wants them. */
export function signEs256(claims: Claims, privateKey: KeyObject, kid?: string): string {
  const signed = signingInput({ alg: "ES256", typ: "JWT", ...(kid !== undefined && { kid }) }, claims);
  const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}

function signingInput(header: Claims, claims: Claims): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}
