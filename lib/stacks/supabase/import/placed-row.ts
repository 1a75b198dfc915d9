import type { FreeVariable, SettingField, SettingValue } from "@/lib/stacks/settings";
import { supabaseFields } from "@/lib/stacks/supabase/fields";
import type { ImportRow } from "@/lib/stacks/supabase/import/import-result";

/** Settings while variables are put into them. */
export type SettingsInWork = Record<string, SettingValue>;

/** `key`: of the setting that has the value; `free`: of the list of free variables that it is in. */
export type PlacedRow = { row: ImportRow; key?: string; free?: string };

/** The kind's fields by any name. */
export const fieldsByName: Readonly<Record<string, SettingField>> = supabaseFields;

/** The value as a list of free variables; empty for any other. */
export function variablesOf(value: SettingValue | undefined): readonly FreeVariable[] {
  return Array.isArray(value) ? value : [];
}

/** The notes as one text; null where there is none. */
export function joinedNote(...notes: readonly (string | null | undefined)[]): string | null {
  return notes.filter((note) => note !== undefined && note !== null).join(". ") || null;
}
