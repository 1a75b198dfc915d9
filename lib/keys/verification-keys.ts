import { createPublicKey, createSecretKey, type KeyObject } from "node:crypto";
import { PanelError } from "@/lib/errors";

/** A key that a signature can be checked by; what is known of it beyond itself comes from a JWK. */
export type VerificationKey = { key: KeyObject; kid?: string; alg?: string };

export type VerificationInput = { secret: string } | { publicKey: string };

/**
 * The keys that a person gave: a secret's text as it is, or a public key as PEM (SPKI), as JWK, or a set of those.
 * @throws PanelError `input-invalid`
 */
export function verificationKeys(input: VerificationInput): VerificationKey[] {
  if ("secret" in input) return [{ key: createSecretKey(input.secret, "utf8") }];
  const text = input.publicKey.trim();
  if (text.startsWith("-----BEGIN PUBLIC KEY-----")) return [{ key: importKey(() => createPublicKey(text)) }];
  if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) {
    throw unusable("This is a private key. Give the public one: nothing else is needed to check a signature");
  }
  return jwkList(parseJson(text)).map(importJwk);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable("This is neither a public key in PEM nor JSON");
  }
}

function jwkList(value: unknown): readonly unknown[] {
  const keys = isObject(value) && "keys" in value ? value.keys : value;
  const list = Array.isArray(keys) ? keys : [keys];
  if (list.length === 0) throw unusable("This set holds no key");
  return list;
}

function importJwk(jwk: unknown): VerificationKey {
  if (!isObject(jwk) || typeof jwk.kty !== "string") throw unusable("This JSON is no key: it has no “kty”");
  const known = {
    ...(typeof jwk.kid === "string" && { kid: jwk.kid }),
    ...(typeof jwk.alg === "string" && { alg: jwk.alg }),
  };
  if (jwk.kty === "oct") {
    const { k } = jwk;
    if (typeof k !== "string" || k === "") throw unusable("The key of the type “oct” has no “k”");
    return { key: createSecretKey(k, "base64url"), ...known };
  }
  // Without its private half, should it hold one.
  const { d: _, ...publicHalf } = jwk;
  return { key: importKey(() => createPublicKey({ key: publicHalf, format: "jwk" })), ...known };
}

function importKey(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch {
    throw unusable("This public key cannot be read: it may be cut off, or of a type that is not known here");
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unusable(message: string): PanelError {
  return new PanelError("input-invalid", message, {
    fix: "Give a public key as PEM (-----BEGIN PUBLIC KEY-----), as JWK, or a JWKS",
    issues: [{ field: "publicKey", message }],
  });
}
