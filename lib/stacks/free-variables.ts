import { z } from "zod";
import type { FieldIssue } from "@/lib/errors";
import { environmentProblem, VARIABLE_NAME } from "@/lib/stacks/env-file";
import type { SecretDefinition } from "@/lib/stacks/kind";
import type { FreeVariable, SettingFields } from "@/lib/stacks/settings";

/** Schema of a list of variables by free name: names that can be set, each once, values that a process can take. */
export function freeVariablesSchema(label: string): z.ZodType<readonly FreeVariable[]> {
  const entry = z.strictObject(
    { name: z.string(`${label} need a name each`), value: z.string(`${label} need a value each`) },
    `${label} must be a list of names with values`,
  );
  return z.array(entry, `${label} must be a list of names with values`).superRefine((variables, context) => {
    const seen = new Set<string>();
    variables.forEach(({ name, value }, index) => {
      const problem = nameProblem(label, name, seen);
      if (problem !== undefined)
        context.addIssue({ code: "custom", path: [index, "name"], message: problem });
      else {
        const unusable = environmentProblem(name, value);
        if (unusable !== undefined)
          context.addIssue({ code: "custom", path: [index, "value"], message: unusable });
      }
      seen.add(name);
    });
  });
}

function nameProblem(label: string, name: string, seen: ReadonlySet<string>): string | undefined {
  if (name === "") return `${label}: a variable has no name`;
  if (!VARIABLE_NAME.test(name)) {
    return `${label}: “${name}” is not a variable's name: letters, digits and _ only, and no digit first`;
  }
  return seen.has(name) ? `${label}: ${name} is there twice` : undefined;
}

/**
 * Names that may not be set freely since the stack sets them: those of its fields, of its secrets, and `own` ones.
 * @param own name → what to do instead, as the end of a sentence
 */
export function takenVariableIssues(
  definition: {
    settings: SettingFields;
    secrets: Readonly<Record<string, SecretDefinition>>;
    own: Readonly<Record<string, string>>;
  },
  field: string,
  variables: readonly FreeVariable[],
): FieldIssue[] {
  const instead = new Map(Object.entries(definition.own));
  for (const { variable, label } of Object.values(definition.secrets)) {
    if (variable !== undefined) instead.set(variable, `it is the secret “${label}”`);
  }
  for (const { variable, label } of Object.values(definition.settings)) {
    if (variable !== undefined) instead.set(variable, `use the setting “${label}”`);
  }
  return variables.flatMap(({ name }, index) => {
    const advice = instead.get(name);
    if (advice === undefined) return [];
    return [{ field: `${field}.${index}.name`, message: `${name} is set by Slipway: ${advice}` }];
  });
}

/**
 * The entry of `.env` for a free variable: apart from the names that kinds use, and from those that Compose or a shell
 * would read themselves (`COMPOSE_FILE`, `PATH`).
 */
export function freeVariableEntry(service: string, name: string): string {
  return `${service.toUpperCase().replaceAll("-", "_")}__${name}`;
}
