import { z } from "zod";
import type { FieldIssue } from "@/lib/errors";
import { isActive } from "@/lib/stacks/active-fields";
import { isBlockedByBrowsers } from "@/lib/stacks/blocked-ports";
import { freeVariablesSchema } from "@/lib/stacks/free-variables";
import type { SettingField, SettingFields, SettingsOf, SettingValue } from "@/lib/stacks/settings";
import { textProblem } from "@/lib/stacks/text-problem";

const PORT_MAX = 65_535;

/** The settings with which the form opens. */
export function defaultSettings<Fields extends SettingFields>(kind: {
  settings: Fields;
}): SettingsOf<Fields> {
  const entries = Object.entries(kind.settings).map(([key, field]) => [key, field.default]);
  return Object.fromEntries(entries) as SettingsOf<Fields>;
}

/**
 * The schema of a kind's settings. A field that does not matter under these settings keeps its type, but may be empty or
 * unfinished, so that switching a feature off never asks for what only the feature needs.
 * @param settings the settings that decide which fields matter
 */
export function settingsSchema(
  fields: SettingFields,
  settings: Readonly<Record<string, unknown>>,
): z.ZodType<Readonly<Record<string, SettingValue>>> {
  const shape = Object.fromEntries(
    Object.entries(fields).map(([key, field]) => [key, fieldSchema(field, isActive(fields, settings, key))]),
  );
  return z.strictObject(shape);
}

/** Settings as far as they could be read, with everything that is wrong with them. */
export type ReadSettings<Fields extends SettingFields> = {
  /** Where a field is wrong, its default. */
  settings: SettingsOf<Fields>;
  issues: FieldIssue[];
};

/** Reads what a person or a request gave; absent fields take their defaults. */
export function readSettings<Fields extends SettingFields>(
  kind: { settings: Fields },
  input: Readonly<Record<string, unknown>>,
): ReadSettings<Fields> {
  const defaults: Record<string, unknown> = defaultSettings(kind);
  const merged: Record<string, unknown> = { ...defaults, ...input };
  const result = settingsSchema(kind.settings, merged).safeParse(merged);
  if (result.success) return { settings: result.data as SettingsOf<Fields>, issues: [] };
  const issues = result.error.issues.flatMap((issue) => fieldIssues(kind.settings, issue));
  const usable = { ...merged };
  for (const { field } of issues) {
    const [key = ""] = field.split(".");
    if (key in defaults) usable[key] = defaults[key];
    else delete usable[key];
  }
  return { settings: usable as SettingsOf<Fields>, issues };
}

function fieldSchema(field: SettingField, active: boolean): z.ZodType<SettingValue> {
  switch (field.type) {
    case "text":
      return z.string(`${field.label} must be a text`).superRefine((value, context) => {
        const message = textProblem(field, value, active);
        if (message !== undefined) context.addIssue({ code: "custom", message });
      });
    case "number":
      return wholeNumber(field.label, field.min, field.max, field.unit);
    case "port":
      return wholeNumber(field.label, 1, PORT_MAX).refine((port) => !isBlockedByBrowsers(port), {
        error: ({ input }) => `Browsers refuse to open port ${input}: take another one`,
      });
    case "boolean":
      return z.boolean(`${field.label} must be true or false`);
    case "choice": {
      const values = field.options.map(({ value }) => value);
      return z.enum(values, `${field.label} must be one of: ${values.join(", ")}`);
    }
    case "variables":
      return freeVariablesSchema(field.label);
  }
}

function wholeNumber(label: string, min: number, max: number, unit?: string): z.ZodType<number> {
  const message = `${label} must be a whole number from ${min} to ${max}${unit === undefined ? "" : ` (${unit})`}`;
  return z.int(message).min(min, message).max(max, message);
}

function fieldIssues(fields: SettingFields, issue: z.core.$ZodIssue): FieldIssue[] {
  if (issue.code === "unrecognized_keys" && issue.path.length === 0) {
    const known = Object.keys(fields);
    return issue.keys.map((key) => ({
      field: key,
      message: `There is no setting “${key}”${hint(key, known)}`,
    }));
  }
  return [{ field: issue.path.map(String).join("."), message: issue.message }];
}

/** The setting that was probably meant: the same letters but for case and signs, or one that contains the other. */
function hint(key: string, known: readonly string[]): string {
  const bare = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const wanted = bare(key);
  const found =
    known.find((name) => bare(name) === wanted) ??
    known.find((name) => wanted.length >= 3 && (bare(name).includes(wanted) || wanted.includes(bare(name))));
  return found === undefined ? "" : `; did you mean “${found}”?`;
}
