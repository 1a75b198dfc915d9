import type { RoutableEndpoint } from "@/lib/stacks/kind";
import type { SettingField, SettingFields, SettingValue } from "@/lib/stacks/settings";

/** A kind as the form needs it: data alone, so that it can cross from the server to the browser. */
export type KindForm = {
  id: string;
  title: string;
  summary: string;
  topics: Readonly<Record<string, string>>;
  fields: SettingFields;
  /** Secrets that a person may give; generated ones have no field. */
  providedSecrets: Readonly<Record<string, ProvidedSecret>>;
  /** Estimated bytes of memory by option, of the choices that are drawn as cards. */
  memory: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** What of it can have a name of its own. */
  routable: readonly RoutableEndpoint[];
  /** Where a test message belongs: its topic, and the setting without which none is sent. */
  mail: { topic: string; host: string } | null;
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

/** A choice whose options all explain themselves has room to do so on cards, in the first topic. */
export function hasCards(field: SettingField): boolean {
  return field.type === "choice" && field.options.every(({ help }) => help !== undefined);
}
