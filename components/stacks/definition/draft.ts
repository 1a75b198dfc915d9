import { type DraftSettings, type KindForm, settingsToSend } from "@/components/stacks/definition/kind-form";
import type { RouteJson } from "@/lib/api/contract/route";
import type { stackRoutes } from "@/lib/api/contract/stacks";
import type { Access, GivenSecrets } from "@/lib/stacks/kind";
import type { SettingValue } from "@/lib/stacks/settings";

/** What a person has changed so far; everything else follows the panel's proposals. */
export type Edits = {
  name: string | null;
  access: Access | null;
  settings: Readonly<Record<string, SettingValue>>;
  /** null: the stored one is to be removed. */
  secrets: GivenSecrets;
};

export const noEdits: Edits = { name: null, access: null, settings: {}, secrets: {} };

export type DraftAnswer = RouteJson<(typeof stackRoutes)["drafts.check"]>;

export type DefinitionInput = {
  kind: string;
  /** The stack that is changed; none for a new one. */
  stack?: string;
  name?: string;
  access: Access;
  settings: Record<string, SettingValue>;
  secrets: Record<string, string | null>;
};

/** The request for an answer to these edits. Secrets that were left empty are not sent. */
export function definitionInput(form: KindForm, edits: Edits, access: Access): DefinitionInput {
  return {
    kind: form.id,
    ...(edits.name !== null && { name: edits.name }),
    access: edits.access ?? access,
    settings: settingsToSend(form.fields, edits.settings),
    secrets: Object.fromEntries(Object.entries(edits.secrets).filter(([, value]) => value !== "")),
  };
}

/** What the form shows: the panel's proposals with the edits on top, as typed. */
export function shownSettings(form: KindForm, answer: DraftAnswer | null, edits: Edits): DraftSettings {
  const defaults = Object.fromEntries(
    Object.entries(form.fields).map(([key, field]) => [key, field.default]),
  );
  return { ...defaults, ...answer?.settings, ...edits.settings };
}

/** Without what was changed back: those fields say again what is stored. */
export function realEdits(
  form: KindForm,
  edits: Edits,
  stored: { settings: DraftSettings; access: Access },
): Edits {
  const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
  const sent = settingsToSend(form.fields, edits.settings);
  return {
    ...edits,
    access: same(edits.access, stored.access) ? null : edits.access,
    settings: Object.fromEntries(
      Object.entries(sent).filter(([key, value]) => !same(value, stored.settings[key])),
    ),
  };
}
