import { PanelError } from "@/lib/errors";
import { assertChangeable } from "@/lib/keys/fixed-secrets";
import { secretsForKind } from "@/lib/keys/secrets-for-kind";
import type { Random } from "@/lib/ports/random";
import type { Kind, SecretValues } from "@/lib/stacks/kind";

type Secrets = Pick<Kind, "secrets">;

/**
 * The secrets that are made anew when this one is, in the kind's order, itself among them: those of its group, what
 * must agree with it and what it agrees with, what it takes along, and so on. A token alone would leave the old one good
 * as long as what signed it stays.
 */
export function renewedWith({ secrets }: Secrets, name: string): string[] {
  const found = new Set([name]);
  for (const one of found) {
    for (const other of Object.keys(secrets)) if (belong(secrets, one, other)) found.add(other);
  }
  return Object.keys(secrets).filter((one) => found.has(one) && secrets[one]?.recipe.type !== "provided");
}

/** What a secret is signed with, derived from or paired with. */
export function madeFrom({ secrets }: Secrets, name: string): readonly string[] {
  const recipe = secrets[name]?.recipe;
  return recipe?.type === "made" ? (recipe.agreesWith ?? []) : [];
}

function belong(secrets: Secrets["secrets"], one: string, other: string): boolean {
  const group = secrets[one]?.group;
  if (group !== undefined && secrets[other]?.group === group) return true;
  if (secrets[one]?.renews?.includes(other)) return true;
  return madeFrom({ secrets }, one).includes(other) || madeFrom({ secrets }, other).includes(one);
}

/**
 * The secrets that must be made anew once these have values of somebody's own: what agrees with them or is renewed by
 * them, and so on, in the kind's order and without those given. What they agree with themselves stays, so that a value
 * which does not fit is named and not papered over.
 */
export function fittedTo({ secrets }: Secrets, given: readonly string[]): string[] {
  const found = new Set(given);
  for (const one of found) {
    for (const other of Object.keys(secrets)) {
      if (madeFrom({ secrets }, other).includes(one) || secrets[one]?.renews?.includes(other))
        found.add(other);
    }
  }
  return Object.keys(secrets).filter((name) => found.has(name) && !given.includes(name));
}

/**
 * New values for the named secrets and for those that must fit them; every other one stays.
 * @param now what tokens are dated from
 * @param kept all that the stack has
 * @param deployed whether it was ever deployed
 * @throws PanelError `input-invalid` when one of them is not the panel's to make, or not any more
 */
export function renewedSecrets(
  kind: Kind,
  random: Random,
  now: Date,
  kept: SecretValues,
  names: readonly string[],
  deployed: boolean,
): SecretValues {
  if (names.length === 0) {
    throw new PanelError("input-invalid", "Name the secrets that are to be made anew", { fix: choice(kind) });
  }
  for (const name of names) assertRenewable(kind, name);
  if (deployed) assertChangeable(kind, names);
  const renewed = new Set(names.flatMap((name) => renewedWith(kind, name)));
  const others = Object.entries(kept).filter(([name]) => !renewed.has(name));
  const all = secretsForKind(kind, random, now, Object.fromEntries(others));
  return Object.fromEntries(Object.entries(all).filter(([name]) => renewed.has(name)));
}

function assertRenewable(kind: Kind, name: string): void {
  const secret = Object.hasOwn(kind.secrets, name) ? kind.secrets[name] : undefined;
  if (secret === undefined) {
    throw new PanelError("input-invalid", `${kind.title} has no secret “${name}”`, { fix: choice(kind) });
  }
  if (secret.recipe.type === "provided") {
    throw new PanelError("input-invalid", `${secret.label} is given by you, so Slipway makes no new one`, {
      fix: "Enter the new one in the stack's settings",
    });
  }
}

function choice({ secrets }: Secrets): string {
  const made = Object.keys(secrets).filter((name) => secrets[name]?.recipe.type !== "provided");
  return `Slipway makes ${made.join(", ")}`;
}
