import { environmentProblem, VARIABLE_NAME } from "@/lib/stacks/env-file";
import { looksSecret } from "@/lib/stacks/secret-name";
import type { SupabaseFields } from "@/lib/stacks/supabase/fields";
import { variablesField } from "@/lib/stacks/supabase/fields/variable-fields";
import type { DotenvEntry } from "@/lib/stacks/supabase/import/dotenv";
import { fieldValue } from "@/lib/stacks/supabase/import/field-value";
import { freeService } from "@/lib/stacks/supabase/import/free-service";
import {
  fieldsByName,
  joinedNote,
  type PlacedRow,
  type SettingsInWork,
  variablesOf,
} from "@/lib/stacks/supabase/import/placed-row";
import { type Handled, specialVariables } from "@/lib/stacks/supabase/import/special-variables";
import { SERVICE_TITLES } from "@/lib/stacks/supabase/service-names";

const FIELD_OF = new Map<string, keyof SupabaseFields>();
for (const [key, { variable }] of Object.entries(fieldsByName)) {
  if (variable !== undefined) FIELD_OF.set(variable, key as keyof SupabaseFields);
}

/** Puts the variable's value into the settings, or into a list of free variables. */
export function placeVariable(
  entry: DotenvEntry,
  values: Readonly<Record<string, string>>,
  settings: SettingsInWork,
): PlacedRow {
  const { name, value, remarks } = entry;
  const special = Object.hasOwn(specialVariables, name) ? specialVariables[name] : undefined;
  const own = FIELD_OF.get(name);
  if (special === undefined && own === undefined) return freeRow(entry, settings);
  const handled: Handled = special?.(value, values) ?? {
    state: "kept",
    ...(own !== undefined && { field: own }),
  };
  const { state, note, field: key } = handled;
  Object.assign(settings, handled.settings);
  const base = { name, value: looksSecret(name) ? null : value, target: null, flag: null };
  const field = key === undefined ? undefined : fieldsByName[key];
  const notes = joinedNote(note, ...remarks);
  if (key === undefined || field === undefined) return { row: { ...base, state, note: notes } };
  const target = field.label;
  const read = fieldValue(field, handled.value ?? value);
  if (read === null) {
    const why = value === "" ? "Empty in the file" : `No value for “${target}”`;
    return { row: { ...base, target, state: "changed", note: `${why}: the default stands instead` } };
  }
  settings[key] = read;
  return { row: { ...base, target, state, note: notes }, key };
}

function freeRow({ name, value, remarks }: DotenvEntry, settings: SettingsInWork): PlacedRow {
  const row = { name, value: looksSecret(name) ? null : value, flag: null };
  if (!VARIABLE_NAME.test(name)) {
    const note = "No container can have a variable of this name";
    return { row: { ...row, state: "unused", target: null, note } };
  }
  const unusable = environmentProblem(name, value);
  if (unusable !== undefined) return { row: { ...row, state: "unused", target: null, note: unusable } };
  const service = freeService(name);
  const key = variablesField(service);
  settings[key] = [...variablesOf(settings[key]), { name, value }];
  const note = joinedNote(`None of upstream's own: “${SERVICE_TITLES[service]}” gets it`, ...remarks);
  return { row: { ...row, state: "unknown", target: fieldsByName[key]?.label ?? null, note }, free: key };
}
