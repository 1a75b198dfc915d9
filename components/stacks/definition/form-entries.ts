import type { FormEntry, FormTopic } from "@/components/stacks/definition/form-topics";
import type { DraftSettings, KindForm } from "@/components/stacks/definition/kind-form";
import type { FieldIssue } from "@/lib/errors";
import { conditionHolds } from "@/lib/stacks/active-fields";
import type { GivenSecrets } from "@/lib/stacks/kind";
import type { SettingField } from "@/lib/stacks/settings";

/** What is said of an entry: its label, and the variable behind it. */
export function entryText(form: KindForm, { type, name }: FormEntry): { label: string; variable?: string } {
  const declared = type === "setting" ? form.fields[name] : form.providedSecrets[name];
  return { label: declared?.label ?? name, ...(declared?.variable && { variable: declared.variable }) };
}

/** Whether an entry matters under these settings, and so is drawn. */
export function isShown(form: KindForm, settings: DraftSettings, entry: FormEntry): boolean {
  return conditionHolds(form.fields, settings, conditionOf(form, entry));
}

function conditionOf(form: KindForm, { type, name }: FormEntry) {
  return type === "setting" ? form.fields[name]?.when : form.providedSecrets[name]?.when;
}

/** Those that matter and are not as they come: settings other than their default, secrets that were given. */
export function changedEntries(
  form: KindForm,
  topics: readonly FormTopic[],
  { settings, secrets }: { settings: DraftSettings; secrets: GivenSecrets },
): FormEntry[] {
  const isChanged = ({ type, name }: FormEntry) => {
    if (type === "secret") return secrets[name] !== undefined && secrets[name] !== "";
    const field = form.fields[name];
    const value = settings[name];
    // Ports are proposed: another one than the default says nothing of what a person wants.
    if (field === undefined || value === undefined || field.type === "port") return false;
    return Array.isArray(value) ? value.length > 0 : String(value) !== String(field.default);
  };
  return topics.flatMap(({ entries }) =>
    entries.filter((entry) => isChanged(entry) && isShown(form, settings, entry)),
  );
}

/** A setting's default in the form's own words. */
export function defaultText(field: SettingField): string {
  if (field.type === "boolean") return field.default ? "on" : "off";
  if (field.type === "variables") return "none";
  if (field.type === "choice") {
    return field.options.find(({ value }) => value === field.default)?.label ?? field.default;
  }
  if (field.type === "number") return `${field.default}${field.unit ? ` ${field.unit}` : ""}`;
  return String(field.default) === "" ? "empty" : String(field.default);
}

/** The issue's or warning's entry: `variables.2.name` is of `variables`, `secrets.licenseKey` of `licenseKey`. */
export function entryOf({ field }: Pick<FieldIssue, "field">): string {
  const [first, second] = field.split(".");
  return (first === "secrets" ? second : first) ?? field;
}

/**
 * What fits the words typed, by topic: each must occur in an entry's label, variable, explanation or options, or in the
 * topic's name. What fits and does not matter yet is stood for by what switches it on.
 */
export function findEntries(
  form: KindForm,
  topics: readonly FormTopic[],
  settings: DraftSettings,
  typed: string,
): FormTopic[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = new Set<string>();
  for (const topic of topics) {
    for (const entry of topic.entries) {
      const text = `${topic.label} ${searchText(form, entry)}`.toLowerCase();
      if (words.every((word) => text.includes(word))) wanted.add(switchOf(form, settings, entry));
    }
  }
  return topics
    .map((topic) => ({
      ...topic,
      entries: topic.entries.filter((entry) => wanted.has(entry.name) && isShown(form, settings, entry)),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** The entry itself, or the nearest of those that it hangs on that can be set now. */
function switchOf(form: KindForm, settings: DraftSettings, entry: FormEntry): string {
  const condition = conditionOf(form, entry);
  if (condition === undefined || isShown(form, settings, entry)) return entry.name;
  return switchOf(form, settings, { type: "setting", name: condition.field });
}

function searchText(form: KindForm, entry: FormEntry): string {
  const { label, variable = "" } = entryText(form, entry);
  const { type, name } = entry;
  const help = (type === "setting" ? form.fields[name] : form.providedSecrets[name])?.help ?? "";
  const field = type === "setting" ? form.fields[name] : undefined;
  const options = field?.type === "choice" ? field.options.map((option) => option.label) : [];
  return [label, variable, help, ...options].join(" ");
}
