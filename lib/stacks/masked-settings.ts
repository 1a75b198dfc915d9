import type { FieldIssue } from "@/lib/errors";
import { MASK } from "@/lib/stacks/env-file";
import { looksSecret } from "@/lib/stacks/secret-name";
import type { FreeVariable, Settings } from "@/lib/stacks/settings";

/** Settings as they may be shown and kept: free variables that look like secrets have `MASK` for their value. */
export function maskedSettings(settings: Settings): Settings {
  return withVariables(settings, (_, variable) =>
    looksSecret(variable.name) && variable.value !== "" ? { ...variable, value: MASK } : variable,
  );
}

/**
 * Settings that were given back as they were shown: `MASK` stands for the value that is stored under the same name.
 * Where none is, as after a change of the name, that is an issue: the mask itself is nobody's value.
 */
export function unmaskedSettings(
  given: Settings,
  stored: Settings,
): { settings: Settings; issues: FieldIssue[] } {
  const issues: FieldIssue[] = [];
  const settings = withVariables(given, (key, variable, index) => {
    if (variable.value !== MASK) return variable;
    const list = stored[key];
    const kept = isVariables(list) ? list.find(({ name }) => name === variable.name) : undefined;
    if (kept !== undefined) return kept;
    const message = `There is no stored value of ${variable.name || "a variable without a name"} to keep: type it`;
    issues.push({ field: `${key}.${index}.value`, message });
    return variable;
  });
  return { settings, issues };
}

function withVariables(
  settings: Settings,
  change: (key: string, variable: FreeVariable, index: number) => FreeVariable,
): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key,
      isVariables(value) ? value.map((variable, index) => change(key, variable, index)) : value,
    ]),
  );
}

function isVariables(value: Settings[string] | undefined): value is readonly FreeVariable[] {
  return Array.isArray(value);
}
