import type { EnvValue } from "@/lib/stacks/compose-project";
import { envNames } from "@/lib/stacks/env-value";
import { freeVariableEntry } from "@/lib/stacks/free-variables";
import type { Kind } from "@/lib/stacks/kind";

/** A field of the form, as errors name it, and its label. */
export type VariableOrigin = { field: string; label: string };

/**
 * What a person changes in order to change a variable of a service: a setting, a secret or a free variable.
 * @returns null for what follows from something else
 */
export function variableOrigin(
  { settings, secrets }: Pick<Kind, "settings" | "secrets">,
  service: string,
  name: string,
  value: EnvValue,
): VariableOrigin | null {
  const entries = envNames(value);
  for (const [field, { type, label, variable, ...rest }] of Object.entries(settings)) {
    const isFree = type === "variables" && "service" in rest && rest.service === service;
    const entry = isFree ? freeVariableEntry(service, name) : variable;
    if (entry !== undefined && entries.includes(entry)) return { field, label };
  }
  const secret = Object.entries(secrets).find(
    ([, { variable }]) => variable !== undefined && entries.includes(variable),
  );
  return secret === undefined ? null : { field: `secrets.${secret[0]}`, label: secret[1].label };
}
