import { isActive } from "@/lib/stacks/active-fields";
import type { SecretValues } from "@/lib/stacks/kind";
import { readSettings } from "@/lib/stacks/settings-schema";
import { variableIssues } from "@/lib/stacks/supabase/check/variable-issues";
import { supabaseFields } from "@/lib/stacks/supabase/fields";
import {
  fieldsByName,
  joinedNote,
  type PlacedRow,
  type SettingsInWork,
  variablesOf,
} from "@/lib/stacks/supabase/import/placed-row";

/** Without values that their fields would refuse: the rows say so, and the defaults stand. Also says what counts later. */
export function withoutFaults(settings: SettingsInWork, rows: readonly PlacedRow[]): PlacedRow[] {
  const faults = new Map<string, string>();
  for (const { field, message } of readSettings({ settings: fieldsByName }, settings).issues) {
    const [key = ""] = field.split(".");
    faults.set(key, message);
    delete settings[key];
  }
  const { settings: whole } = readSettings({ settings: fieldsByName }, settings);
  return rows.map(({ row, ...place }) => {
    const { key = "" } = place;
    const fault = faults.get(key);
    if (fault !== undefined) {
      return { ...place, row: { ...row, state: "changed", note: `${fault}: left out` } };
    }
    const condition = fieldsByName[key]?.when;
    if (condition === undefined || isActive(fieldsByName, whole, key)) return { ...place, row };
    const decides = fieldsByName[condition.field]?.label ?? condition.field;
    return {
      ...place,
      row: { ...row, note: joinedNote(row.note, `Kept for later: “${decides}” decides whether it counts`) },
    };
  });
}

/** Without free variables that the service's environment has already, as the stack sets them. */
export function withoutTaken(
  settings: SettingsInWork,
  rows: readonly PlacedRow[],
  secrets: SecretValues,
): PlacedRow[] {
  const taken = new Map<string, string>();
  const whole = readSettings({ settings: supabaseFields }, settings).settings;
  for (const { field, message } of variableIssues(whole, secrets)) {
    const [key = "", index = ""] = field.split(".");
    const name = variablesOf(settings[key])[Number(index)]?.name;
    if (name !== undefined) taken.set(`${key} ${name}`, message);
  }
  for (const key of new Set([...taken.keys()].map((place) => place.split(" ", 1)[0] ?? ""))) {
    settings[key] = variablesOf(settings[key]).filter(({ name }) => !taken.has(`${key} ${name}`));
  }
  return rows.map(({ row, ...place }) => {
    const message = taken.get(`${place.free ?? ""} ${row.name}`);
    return {
      ...place,
      row: message === undefined ? row : { ...row, state: "unused", target: null, note: message },
    };
  });
}
