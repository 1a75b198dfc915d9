import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { P256Jwk } from "@/lib/keys/p256-pair";

/** The private key with which Auth signs, as `JWT_KEYS` holds it. */
export type SigningKey = { jwk: P256Jwk; kid: string; privateKey: KeyObject };

/** `JWT_KEYS`: an array of private keys, for Auth, which signs with the first; and the secret, to check old tokens. */
export function jwtKeysText(jwk: P256Jwk, kid: string, secret: string): string {
  const { d, ...point } = jwk;
  return JSON.stringify([{ ...common(point, kid), key_ops: ["sign", "verify"], d }, shared(secret)]);
}

/** `JWT_JWKS`: a set of keys to check by. It holds the secret too, and is as secret. */
export function jwtJwksText({ d: _, ...point }: P256Jwk, kid: string, secret: string): string {
  return JSON.stringify({ keys: [{ ...common(point, kid), key_ops: ["verify"] }, shared(secret)] });
}

/** The first private P-256 key of a `JWT_KEYS`, or undefined where there is none that can be read. */
export function signingKeyOf(jwtKeys: string): SigningKey | undefined {
  const jwk = jwksOf(jwtKeys)?.find((key) => key.kty === "EC" && typeof key.d === "string");
  const { x, y, d, kid } = jwk ?? {};
  if (typeof x !== "string" || typeof y !== "string" || typeof d !== "string") return undefined;
  const point: P256Jwk = { kty: "EC", crv: "P-256", x, y, d };
  const privateKey = imported(() => createPrivateKey({ key: point, format: "jwk" }));
  return privateKey && { jwk: point, kid: typeof kid === "string" ? kid : "", privateKey };
}

/** The public P-256 keys of either text. */
export function checkingKeysOf(text: string): KeyObject[] {
  return (jwksOf(text) ?? []).flatMap((key) => {
    if (key.kty !== "EC") return [];
    const { d: _, ...point } = key;
    const publicKey = imported(() => createPublicKey({ key: point, format: "jwk" }));
    return publicKey === undefined ? [] : [publicKey];
  });
}

/** Whether the text holds this secret as a shared key. */
export function holdsSecret(text: string, secret: string): boolean {
  const { k } = shared(secret);
  return (jwksOf(text) ?? []).some((key) => key.kty === "oct" && key.k === k);
}

/** Whether the text has the form that its readers want: `JWT_KEYS` an array, `JWT_JWKS` an object with `keys`. */
export function hasFormOf(name: "JWT_KEYS" | "JWT_JWKS", text: string): boolean {
  return jwksOf(text) !== undefined && text.trimStart().startsWith(name === "JWT_KEYS" ? "[" : "{");
}

function jwksOf(text: string): Record<string, unknown>[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // No JSON at all, and so no keys.
    return undefined;
  }
  // `in` would find the method `keys` of an array.
  const keys =
    typeof value === "object" && value !== null && !Array.isArray(value) && "keys" in value
      ? value.keys
      : value;
  if (!Array.isArray(keys)) return undefined;
  return keys.filter((key): key is Record<string, unknown> => typeof key === "object" && key !== null);
}

function imported(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    // A point that is not on the curve, or a member that is no base64url: no key.
    return undefined;
  }
}

function shared(secret: string) {
  return { kty: "oct", k: Buffer.from(secret).toString("base64url"), alg: "HS256" };
}

function common({ kty, crv, x, y }: Omit<P256Jwk, "d">, kid: string) {
  return { kty, kid, use: "sig", alg: "ES256", ext: true, crv, x, y };
}
