import { createECDH, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Random } from "@/lib/ports/random";

/** Order of the curve's group (SEC 2, secp256r1): private keys are the numbers from 1 to one less. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export type P256Jwk = { kty: "EC"; crv: "P-256"; x: string; y: string; d: string };

export type P256Pair = { jwk: P256Jwk; privateKey: KeyObject; publicKey: KeyObject };

/** A key pair on P-256. Numbers outside the group are thrown away: all keys are equally likely. */
export function p256Pair(random: Random): P256Pair {
  let scalar = Buffer.from(random.bytes(32));
  while (!isPrivateKey(scalar)) scalar = Buffer.from(random.bytes(32));
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(scalar);
  // 0x04, then both coordinates.
  const point = curve.getPublicKey();
  const jwk: P256Jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
    d: scalar.toString("base64url"),
  };
  const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
  return { jwk, privateKey, publicKey: createPublicKey(privateKey) };
}

/** The pair as files: PKCS#8 and SPKI, in PEM. */
export function pemOf({ privateKey, publicKey }: Pick<P256Pair, "privateKey" | "publicKey">) {
  return {
    privateKeyPem: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

function isPrivateKey(scalar: Buffer): boolean {
  const number = BigInt(`0x${scalar.toString("hex")}`);
  return number > 0n && number < ORDER;
}
