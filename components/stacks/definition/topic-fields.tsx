"use client";

import { defaultText, entryOf, isShown } from "@/components/stacks/definition/form-entries";
import type { FormTopic } from "@/components/stacks/definition/form-topics";
import { type DraftSettings, hasCards, type KindForm } from "@/components/stacks/definition/kind-form";
import { ProvidedSecretField } from "@/components/stacks/definition/provided-secret-field";
import { SettingField } from "@/components/stacks/definition/setting-field";
import type { FieldIssue } from "@/lib/errors";
import type { GivenSecrets } from "@/lib/stacks/kind";
import type { SettingValue } from "@/lib/stacks/settings";

export type FormState = {
  readonly form: KindForm;
  readonly settings: DraftSettings;
  readonly secrets: GivenSecrets;
  readonly storedSecrets?: ReadonlySet<string>;
  readonly issues: readonly FieldIssue[];
  readonly warnings: readonly FieldIssue[];
  readonly deployed?: boolean;
  /** Entries that are not as they come: they say what the default is. */
  readonly changed: ReadonlySet<string>;
  readonly onSetting: (name: string, value: SettingValue) => void;
  readonly onSecret: (name: string, value: string | null) => void;
};

type TopicFieldsProps = FormState & {
  readonly topic: FormTopic;
  /** Of the first topic: choices with explanations are drawn as cards. */
  readonly leading?: boolean;
};

/** What a topic holds and matters now, each entry with what is wrong with it. */
export function TopicFields({ topic, leading = false, ...state }: TopicFieldsProps) {
  const { form, settings, secrets, issues, warnings, changed } = state;
  const messageFor = (name: string, among: readonly FieldIssue[]) =>
    among
      .filter((issue) => entryOf(issue) === name)
      .map((issue) => issue.message)
      .join(" ") || undefined;
  return topic.entries.map((entry) => {
    const { type, name } = entry;
    if (!isShown(form, settings, entry)) return null;
    const field = form.fields[name];
    if (type === "setting" && field) {
      return (
        <SettingField
          key={name}
          name={name}
          field={field}
          value={settings[name] ?? field.default}
          error={messageFor(name, issues)}
          warning={messageFor(name, warnings)}
          deployed={state.deployed ?? false}
          standard={changed.has(name) ? defaultText(field) : undefined}
          cards={leading && hasCards(field)}
          memory={form.memory[name]}
          onChange={(value) => state.onSetting(name, value)}
        />
      );
    }
    const secret = form.providedSecrets[name];
    if (type !== "secret" || !secret) return null;
    return (
      <ProvidedSecretField
        key={name}
        name={name}
        secret={secret}
        value={secrets[name] === undefined ? "" : secrets[name]}
        stored={state.storedSecrets?.has(name) ?? false}
        error={messageFor(name, issues)}
        onChange={(value) => state.onSecret(name, value)}
      />
    );
  });
}
