import { createHmac, type KeyObject, timingSafeEqual, verify } from "node:crypto";
import { type DecodedToken, decodeJwt } from "@/lib/keys/decode-jwt";

/** What the token says, or undefined where the text is no token. */
export function readToken(token: string): DecodedToken | undefined {
  try {
    return decodeJwt(token);
  } catch {
    // Why it cannot be read makes no difference to whoever asks whether it fits.
    return undefined;
  }
}

/** Whether the secret's text itself made this token's HMAC-SHA-256 signature. */
export function isSignedBySecret(token: string, secret: string): boolean {
  if (readToken(token)?.header.alg !== "HS256") return false;
  const { signed, signature } = halves(token);
  const wanted = createHmac("sha256", secret).update(signed).digest();
  return signature.length === wanted.length && timingSafeEqual(signature, wanted);
}

/** Whether the private half of this P-256 key made this token's ES256 signature. */
export function isSignedByKey(token: string, publicKey: KeyObject): boolean {
  if (readToken(token)?.header.alg !== "ES256") return false;
  const { signed, signature } = halves(token);
  return verify("sha256", Buffer.from(signed), { key: publicKey, dsaEncoding: "ieee-p1363" }, signature);
}

function halves(token: string): { signed: string; signature: Buffer } {
  const end = token.lastIndexOf(".");
  return { signed: token.slice(0, end), signature: Buffer.from(token.slice(end + 1), "base64url") };
}
