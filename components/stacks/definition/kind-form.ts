import type { RoutableEndpoint } from "@/lib/stacks/kind";
import type { SettingFields, SettingValue } from "@/lib/stacks/settings";

/** A kind as the form needs it: data alone, so that it can cross from the server to the browser. */
export type KindForm = {
  id: string;
  title: string;
  summary: string;
  topics: Readonly<Record<string, string>>;
  fields: SettingFields;
  /** Secrets that a person may give; generated ones have no field. */
  providedSecrets: Readonly<Record<string, ProvidedSecret>>;
  /** What of it can have a name of its own. */
  routable: readonly RoutableEndpoint[];
};

export type ProvidedSecret = {
  label: string;
  help?: string;
  topic: string;
  variable?: string;
  when?: { field: string; is: string | boolean };
  /** It has lines. */
  multiline?: true;
};

/** What stands in the form: figures stay text as typed until the server has read them. */
export type DraftSettings = Readonly<Record<string, SettingValue>>;

/** Figures as figures where they are ones; what is not one goes as typed, and the answer says what is wrong with it. */
export function settingsToSend(fields: SettingFields, draft: DraftSettings): Record<string, SettingValue> {
  const settings: Record<string, SettingValue> = {};
  for (const [key, value] of Object.entries(draft)) {
    const type = fields[key]?.type;
    const figure = (type === "number" || type === "port") && typeof value === "string" && value.trim() !== "";
    settings[key] = figure && Number.isFinite(Number(value)) ? Number(value) : value;
  }
  return settings;
}

export type TopicContent = { id: string; label: string; fields: string[]; secrets: string[] };

/** The topics in order with what each holds. */
export function topicsOf(form: KindForm): TopicContent[] {
  return Object.entries(form.topics)
    .map(([id, label]) => ({
      id,
      label,
      fields: Object.keys(form.fields).filter((key) => form.fields[key]?.topic === id),
      secrets: Object.keys(form.providedSecrets).filter((key) => form.providedSecrets[key]?.topic === id),
    }))
    .filter((topic) => topic.fields.length + topic.secrets.length > 0);
}

/**
 * The topics for a new stack: the first keeps the few choices that matter, and its advanced fields are a topic of
 * their own.
 */
export function foldedTopicsOf(form: KindForm): TopicContent[] {
  const [first, ...rest] = topicsOf(form);
  if (first === undefined) return [];
  const advanced = first.fields.filter((key) => form.fields[key]?.advanced === true);
  if (advanced.length === 0) return [first, ...rest];
  const essential = first.fields.filter((key) => !advanced.includes(key));
  return [
    { ...first, fields: essential },
    { id: `${first.id}-advanced`, label: `More ${first.label.toLowerCase()}`, fields: advanced, secrets: [] },
    ...rest,
  ];
}
