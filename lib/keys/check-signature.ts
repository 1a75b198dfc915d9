import { compactVerify, errors } from "jose";
import type { DecodedToken } from "@/lib/keys/decode-jwt";
import type { VerificationKey } from "@/lib/keys/verification-keys";

export type SignatureVerdict = { state: "valid" | "invalid" | "unchecked"; reason: string };

const HMAC = /^HS(256|384|512)$/;

/**
 * Whether one of the keys made the signature; null where none was given. A secret is tried on HMAC alone and a public key on the rest, so that
 * nobody can pass by naming a public key's text as the secret.
 */
export async function checkSignature(
  { token, header }: DecodedToken & { token: string },
  keys: readonly VerificationKey[] | null,
): Promise<SignatureVerdict> {
  const { alg, kid } = header;
  if (typeof alg !== "string" || alg === "none") {
    return { state: "invalid", reason: "The token is not signed: anybody can have written it" };
  }
  if (keys === null) {
    return { state: "unchecked", reason: "The signature is not checked: no secret or key was given" };
  }
  const fitting = keys.filter(
    (one) => (one.key.type === "secret") === HMAC.test(alg) && (one.alg === undefined || one.alg === alg),
  );
  if (fitting.length === 0) return { state: "invalid", reason: wrongKind(alg, keys) };
  const named = fitting.filter((one) => one.kid !== undefined && one.kid === kid);
  for (const { key } of named.length > 0 ? named : fitting) {
    if (await matches(token, key, alg)) {
      return { state: "valid", reason: `The signature is valid (${alg})` };
    }
  }
  return {
    state: "invalid",
    reason: HMAC.test(alg)
      ? "The signature is not made with this secret, or the token was altered"
      : "The signature is not made with the private half of this key, or the token was altered",
  };
}

async function matches(token: string, key: VerificationKey["key"], alg: string): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [alg] });
    return true;
  } catch (error) {
    // A key of another type is a TypeError, one of another curve a DOMException: neither made this signature.
    if ([errors.JOSEError, TypeError, DOMException].some((type) => error instanceof type)) return false;
    throw error;
  }
}

function wrongKind(alg: string, keys: readonly VerificationKey[]): string {
  if (HMAC.test(alg))
    return `The token is signed with a secret (${alg}), and there is none among the keys given`;
  if (keys.some(({ key }) => key.type !== "secret")) return `No key given is for ${alg}`;
  return `The token is signed with a private key (${alg}): check it with the public one, not with a secret`;
}
