import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { PanelError } from "@/lib/errors";
import { p256Pair, pemOf } from "@/lib/keys/p256-pair";
import { identityIssues } from "@/lib/keys/spacetimedb-identity";
import { spacetimedbToken } from "@/lib/keys/spacetimedb-token";
import { randomUuid } from "@/lib/keys/uuid";
import type { Random } from "@/lib/ports/random";

export type SpacetimedbKeyInput = {
  /** Private key of a server that exists, PKCS#8 in PEM; a new pair is made without it. */
  privateKeyPem?: string;
  issuer?: string;
  /** A new one is made without it. */
  subject?: string;
};

export type SpacetimedbKeys = {
  privateKeyPem: string;
  publicKeyPem: string;
  issuer: string;
  subject: string;
  identity: string;
  token: string;
};

/** Whom a standalone server names as issuer of the tokens that it makes itself. */
export const LOCAL_ISSUER = "localhost";

/**
 * The key pair of a SpacetimeDB server and a token signed with it, which never ends, as those that the server makes.
 * Issuer and subject alone decide the identity: signed anew after a change of keys, they stand for the same owner.
 * @throws PanelError `input-invalid`
 */
export function spacetimedbKeys(input: SpacetimedbKeyInput, random: Random, now: Date): SpacetimedbKeys {
  const issuer = input.issuer ?? LOCAL_ISSUER;
  const subject = input.subject ?? randomUuid(random);
  const issues = identityIssues(issuer, subject);
  const [first] = issues;
  if (first !== undefined) throw new PanelError("input-invalid", first.message, { issues });
  const pair = input.privateKeyPem === undefined ? p256Pair(random) : pairOf(input.privateKeyPem);
  const { identity, token } = spacetimedbToken({ issuer, subject }, pair.privateKey, now);
  return { ...pemOf(pair), issuer, subject, identity, token };
}

function pairOf(pem: string): { privateKey: KeyObject; publicKey: KeyObject } {
  const privateKey = readPrivateKey(pem.trim());
  if (privateKey?.asymmetricKeyDetails?.namedCurve !== "prime256v1") {
    const message = "This is no private key that SpacetimeDB reads";
    throw new PanelError("input-invalid", message, {
      fix: "It takes an unencrypted P-256 key in PKCS#8: the file begins with -----BEGIN PRIVATE KEY-----",
      issues: [{ field: "privateKeyPem", message }],
    });
  }
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

function readPrivateKey(pem: string): KeyObject | undefined {
  if (!pem.startsWith("-----BEGIN PRIVATE KEY-----")) return undefined;
  try {
    return createPrivateKey(pem);
  } catch {
    // What OpenSSL says of a broken file helps nobody; the refusal above says what is wanted.
    return undefined;
  }
}
