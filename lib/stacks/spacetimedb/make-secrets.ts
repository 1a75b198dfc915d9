import { spacetimedbKeys } from "@/lib/keys/spacetimedb-keys";
import { randomUuid } from "@/lib/keys/uuid";
import type { Random } from "@/lib/ports/random";
import type { SecretValues } from "@/lib/stacks/kind";
import { identityClaimProblem, privateKeyProblem } from "@/lib/stacks/spacetimedb/check/key-problems";

/** The key pair and the owner's token around what is given; around a key that cannot be read, nothing is made. */
export function makeSpacetimedbSecrets(random: Random, now: Date, given: SecretValues): SecretValues {
  const subject = given.ownerSubject ?? randomUuid(random);
  const pem = given.jwtPrivateKey;
  const unusable = identityClaimProblem(subject) ?? (pem === undefined ? undefined : privateKeyProblem(pem));
  // What is wrong is named by the kind's check, which sees the same values.
  if (unusable !== undefined) return { ownerSubject: subject };
  const keys = spacetimedbKeys({ subject, ...(pem !== undefined && { privateKeyPem: pem }) }, random, now);
  return {
    jwtPrivateKey: keys.privateKeyPem,
    jwtPublicKey: keys.publicKeyPem,
    ownerSubject: subject,
    ownerToken: keys.token,
  };
}
