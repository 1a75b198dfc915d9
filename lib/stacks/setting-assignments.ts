import type { FieldIssue } from "@/lib/errors";
import type { FreeVariable, SettingField, SettingFields } from "@/lib/stacks/settings";

const TRUE = new Set(["true", "yes", "on"]);
const FALSE = new Set(["false", "no", "off"]);

/**
 * Settings from `key=value` words of a command line. A variable by free name is `<field>.<NAME>=value`.
 * What cannot be read as the field's type stays a text, so that the schema names it with all other errors.
 */
export function readAssignments(
  fields: SettingFields,
  assignments: readonly string[],
): { input: Record<string, unknown>; issues: FieldIssue[] } {
  const input: Record<string, unknown> = {};
  const free = new Map<string, FreeVariable[]>();
  const issues: FieldIssue[] = [];
  for (const assignment of assignments) {
    const equals = assignment.indexOf("=");
    if (equals < 1) {
      issues.push({ field: assignment, message: `“${assignment}” is not of the form key=value` });
      continue;
    }
    const path = assignment.slice(0, equals);
    const value = assignment.slice(equals + 1);
    const dot = path.indexOf(".");
    const key = dot === -1 ? path : path.slice(0, dot);
    if (dot !== -1 && fields[key]?.type === "variables") {
      free.set(key, [...(free.get(key) ?? []), { name: path.slice(dot + 1), value }]);
    } else {
      input[path] = coerced(fields[path], value);
    }
  }
  return { input: { ...input, ...Object.fromEntries(free) }, issues };
}

function coerced(field: SettingField | undefined, value: string): unknown {
  switch (field?.type) {
    case "number":
    case "port":
      return /^-?\d+$/.test(value) ? Number(value) : value;
    case "boolean":
      if (TRUE.has(value.toLowerCase())) return true;
      return FALSE.has(value.toLowerCase()) ? false : value;
    default:
      return value;
  }
}
