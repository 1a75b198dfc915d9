import type { FieldIssue } from "@/lib/errors";
import { password } from "@/lib/keys/password";
import type { Random } from "@/lib/ports/random";
import type { GivenSecrets, Kind, SecretDefinition, SecretValues } from "@/lib/stacks/kind";

type WithSecrets = {
  secrets: Readonly<Record<string, SecretDefinition>>;
  makeSecrets?: Kind["makeSecrets"];
};

/**
 * All secrets of a stack: those given stay as they are, those that a recipe makes and that are missing are made. Also
 * secrets that the present settings do not use, so that a later switch needs nothing new.
 * @param now what tokens are dated from
 * @param given by name; empty ones, those to remove and names that the kind does not know are left out
 */
export function secretsForKind(
  kind: WithSecrets,
  random: Random,
  now: Date,
  given: GivenSecrets = {},
): SecretValues {
  const secrets: Record<string, string> = {};
  for (const [name, { recipe }] of Object.entries(kind.secrets)) {
    const value = given[name] ?? "";
    if (value !== "") secrets[name] = value;
    else if (recipe.type === "password") secrets[name] = password(random, recipe.length, recipe.alphabet);
  }
  const made = kind.makeSecrets?.(random, now, secrets) ?? {};
  return { ...made, ...secrets };
}

/** Each secret that is to be removed and cannot be: the panel makes it, and would only make another one. */
export function removalIssues(kind: Pick<WithSecrets, "secrets">, given: GivenSecrets): FieldIssue[] {
  return Object.entries(kind.secrets).flatMap(([name, { label, recipe }]) => {
    if (given[name] !== null || recipe.type === "provided") return [];
    const message = `${label} is made by Slipway and cannot be removed`;
    return [{ field: `secrets.${name}`, message }];
  });
}
