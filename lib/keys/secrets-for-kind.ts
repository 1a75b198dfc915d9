import { password } from "@/lib/keys/password";
import type { Random } from "@/lib/ports/random";
import type { SecretDefinition, SecretValues } from "@/lib/stacks/kind";

/**
 * All secrets of a stack: those given stay as they are, those that a recipe makes and that are missing are made. Also
 * secrets that the present settings do not use, so that a later switch needs nothing new.
 * @param given by name; empty ones and names that the kind does not know are left out
 */
export function secretsForKind(
  kind: { secrets: Readonly<Record<string, SecretDefinition>> },
  random: Random,
  given: SecretValues = {},
): SecretValues {
  const secrets: Record<string, string> = {};
  for (const [name, { recipe }] of Object.entries(kind.secrets)) {
    const value = given[name] ?? "";
    if (value !== "") secrets[name] = value;
    else if (recipe.type === "password") secrets[name] = password(random, recipe.length, recipe.alphabet);
  }
  return secrets;
}
