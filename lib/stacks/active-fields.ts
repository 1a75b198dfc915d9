import type { SettingFields, SettingValue } from "@/lib/stacks/settings";

type Condition = { field: string; is: string | boolean };

/**
 * Whether a field matters under these settings: it has no condition, or the field that it hangs on has the value and
 * matters itself.
 */
export function isActive(
  fields: SettingFields,
  settings: Readonly<Record<string, unknown>>,
  key: string,
): boolean {
  return conditionHolds(fields, settings, fields[key]?.when);
}

/** The same for whatever else carries a condition (a provided secret). */
export function conditionHolds(
  fields: SettingFields,
  settings: Readonly<Record<string, unknown>>,
  when: Condition | undefined,
): boolean {
  if (when === undefined) return true;
  return settings[when.field] === when.is && isActive(fields, settings, when.field);
}

/**
 * The product's variables as the fields say them, as text: fields that matter now, that name a variable, and that are
 * not left empty. Lists of free variables and host ports are the kind's own business.
 */
export function fieldVariables(
  fields: SettingFields,
  settings: Readonly<Record<string, SettingValue>>,
): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {};
  for (const [key, field] of Object.entries(fields)) {
    const value = settings[key];
    if (field.variable === undefined || field.type === "port" || field.type === "variables") continue;
    if (value === undefined || value === "" || !isActive(fields, settings, key)) continue;
    variables[field.variable] = String(value);
  }
  return variables;
}
