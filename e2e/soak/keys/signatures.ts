import assert from "node:assert/strict";
import { type KeyObject, sign, verify } from "node:crypto";
import { inspectToken } from "@/lib/keys/inspect-token";

export function assertFits(privateKey: KeyObject, publicKey: KeyObject): void {
  assert.equal(publicKey.asymmetricKeyDetails?.namedCurve, "prime256v1");
  assert(verify("sha256", Buffer.from("fits"), publicKey, sign("sha256", Buffer.from("fits"), privateKey)));
}

export function assertSigned(token: string, publicKey: KeyObject): void {
  const [header, payload, signature = ""] = token.split(".");
  const bytes = Buffer.from(signature, "base64url");
  assert.equal(bytes.length, 64);
  const key = { key: publicKey, dsaEncoding: "ieee-p1363" as const };
  assert(verify("sha256", Buffer.from(`${header}.${payload}`), key, bytes));
}

/** One character of the payload and one of the signature. */
export async function assertAlteredRefused(
  token: string,
  key: { secret: string } | { publicKey: string },
): Promise<void> {
  const now = new Date();
  assert.equal((await inspectToken(token, key, now)).signature.state, "valid");
  const [header = "", payload = "", signature = ""] = token.split(".");
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const altered = Buffer.from(JSON.stringify({ ...claims, role: "postgres" })).toString("base64url");
  for (const forged of [
    `${header}.${altered}.${signature}`,
    `${header}.${payload}.${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`,
  ]) {
    assert.equal((await inspectToken(forged, key, now)).signature.state, "invalid");
  }
}
