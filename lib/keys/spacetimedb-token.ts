import type { KeyObject } from "node:crypto";
import { signEs256 } from "@/lib/keys/sign-jwt";
import { spacetimedbIdentity } from "@/lib/keys/spacetimedb-identity";

export type SpacetimedbTokenInput = {
  issuer: string;
  subject: string;
  /** Without it the token never ends, as those that the server makes. */
  expiresAt?: Date;
};

/** A token that a SpacetimeDB server with this key takes, whatever its issuer, and the identity that it stands for. */
export function spacetimedbToken(
  { issuer, subject, expiresAt }: SpacetimedbTokenInput,
  privateKey: KeyObject,
  now: Date,
): { identity: string; token: string } {
  const identity = spacetimedbIdentity(issuer, subject);
  const claims = {
    hex_identity: identity,
    sub: subject,
    iss: issuer,
    aud: ["spacetimedb"],
    iat: seconds(now),
    // Left out rather than null, as the server writes it: it reads both alike, and other readers of tokens refuse null.
    ...(expiresAt !== undefined && { exp: seconds(expiresAt) }),
  };
  return { identity, token: signEs256(claims, privateKey) };
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1000);
}
