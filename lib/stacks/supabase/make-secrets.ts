import { completedKeys, type SupabaseKeys } from "@/lib/keys/supabase-key-set";
import type { Random } from "@/lib/ports/random";
import type { SecretValues } from "@/lib/stacks/kind";
import { keySecrets } from "@/lib/stacks/supabase/key-secrets";

type KeyName = keyof typeof keySecrets;

const KEY_NAMES = Object.keys(keySecrets) as KeyName[];

/** The keys of a stack around those that are given. */
export function makeSupabaseSecrets(random: Random, now: Date, given: SecretValues): SecretValues {
  const keys = completedKeys(keysByVariable(given), random, now);
  return Object.fromEntries(KEY_NAMES.map((name) => [name, keys[keySecrets[name].variable]]));
}

/** Keys of the stack's secrets under their names in `.env`; those that are empty are left out. */
export function keysByVariable(secrets: SecretValues): Partial<SupabaseKeys> {
  const entries = KEY_NAMES.map((name) => [keySecrets[name].variable, secrets[name] ?? ""]);
  return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}

/** The stack's name of a key from its name in `.env`. */
export function keyNameOf(variable: keyof SupabaseKeys): KeyName {
  const name = KEY_NAMES.find((one) => keySecrets[one].variable === variable);
  if (name === undefined) throw new Error(`No secret of the kind is ${variable}`);
  return name;
}
