import type { FieldIssue } from "@/lib/errors";
import type { SecretValues } from "@/lib/stacks/kind";
import {
  identityClaimProblem,
  ownerTokenProblem,
  pairProblem,
  privateKeyProblem,
  publicKeyProblem,
} from "@/lib/stacks/spacetimedb/check/key-problems";
import type { SpacetimedbSettings } from "@/lib/stacks/spacetimedb/fields";
import { spacetimedbSecrets } from "@/lib/stacks/spacetimedb/secrets";

type SecretName = keyof typeof spacetimedbSecrets;

/** Keys that the server would not read or that do not fit each other, and a token that it would refuse. */
export function keyIssues(settings: SpacetimedbSettings, secrets: SecretValues): FieldIssue[] {
  const of = (name: SecretName) => secrets[name] ?? "";
  const problemOf = (name: SecretName, problem: (value: string) => string | undefined) =>
    issueOf(name, of(name) === "" ? undefined : problem(of(name)));
  const unreadable = [
    ...problemOf("jwtPrivateKey", privateKeyProblem),
    ...problemOf("jwtPublicKey", publicKeyProblem),
    ...problemOf("ownerSubject", identityClaimProblem),
  ];
  // Around a private key that cannot be read nothing was made: what is missing follows from it.
  if (unreadable.length > 0) return unreadable;
  const missing = neededNames(settings).filter((name) => of(name) === "");
  if (missing.length > 0) return missing.flatMap((name) => issueOf(name, "is missing"));
  const pair = pairProblem(of("jwtPrivateKey"), of("jwtPublicKey"));
  // Of a pair that is none, it cannot be said which half the token should fit.
  if (pair !== undefined) return issueOf("jwtPublicKey", pair);
  return issueOf("ownerToken", ownerTokenProblem(of("ownerToken"), of("jwtPublicKey"), of("ownerSubject")));
}

function neededNames({ monitoring }: SpacetimedbSettings): SecretName[] {
  const always: SecretName[] = ["jwtPrivateKey", "jwtPublicKey", "ownerSubject", "ownerToken"];
  return monitoring ? [...always, "grafanaPassword"] : always;
}

function issueOf(name: SecretName, problem: string | undefined): FieldIssue[] {
  if (problem === undefined) return [];
  return [{ field: `secrets.${name}`, message: `${spacetimedbSecrets[name].label} ${problem}` }];
}
