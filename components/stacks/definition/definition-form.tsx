"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import {
  type DraftSettings,
  foldedTopicsOf,
  type KindForm,
  type TopicContent,
  topicsOf,
} from "@/components/stacks/definition/kind-form";
import { ProvidedSecretField } from "@/components/stacks/definition/provided-secret-field";
import { SettingField } from "@/components/stacks/definition/setting-field";
import { Chip } from "@/components/ui/chip";
import type { FieldIssue } from "@/lib/errors";
import { conditionHolds, isActive } from "@/lib/stacks/active-fields";
import type { GivenSecrets } from "@/lib/stacks/kind";
import type { SettingValue } from "@/lib/stacks/settings";

export type DefinitionFormProps = {
  readonly form: KindForm;
  readonly settings: DraftSettings;
  readonly secrets: GivenSecrets;
  readonly storedSecrets?: ReadonlySet<string>;
  readonly issues: readonly FieldIssue[];
  readonly warnings: readonly FieldIssue[];
  readonly deployed?: boolean;
  /** Every topic open, as on the settings page of a stack; otherwise all but the first are folded. */
  readonly unfolded?: boolean;
  readonly onSetting: (name: string, value: SettingValue) => void;
  readonly onSecret: (name: string, value: string | null) => void;
};

/** The settings of a stack by topic, drawn from the kind's declaration. */
export function DefinitionForm(props: DefinitionFormProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [first, ...rest] = props.unfolded ? topicsOf(props.form) : foldedTopicsOf(props.form);
  const wrong = new Set(rest.filter((topic) => issueCount(topic, props.issues) > 0).map((topic) => topic.id));
  const shown = rest.filter((topic) => props.unfolded || open.has(topic.id) || wrong.has(topic.id));
  const toggle = (id: string) => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <>
      {first && <Topic {...props} topic={first} leading />}
      {!props.unfolded && rest.length > 0 && (
        <div className="grid grid-cols-[128px_minmax(0,1fr)] gap-x-4 gap-y-2 border-b border-line py-[11px] max-wide:grid-cols-1">
          <span className="leading-[28px] font-medium max-wide:leading-5">Advanced</span>
          <div className="flex flex-wrap gap-2 pt-0.5">
            {rest.map((topic) => {
              const isOpen = open.has(topic.id) || wrong.has(topic.id);
              return (
                <Chip
                  key={topic.id}
                  aria-expanded={isOpen}
                  aria-controls={`topic-${topic.id}`}
                  pressed={undefined}
                  count={topic.fields.length + topic.secrets.length}
                  onClick={() => toggle(topic.id)}
                >
                  {topic.label}
                  {isOpen ? <ChevronDown aria-hidden="true" /> : <ChevronRight aria-hidden="true" />}
                </Chip>
              );
            })}
          </div>
        </div>
      )}
      {shown.map((topic) => (
        <section key={topic.id} id={`topic-${topic.id}`} aria-label={topic.label} className="pt-4">
          <h3 className="pb-1 font-semibold">{topic.label}</h3>
          <Topic {...props} topic={topic} />
        </section>
      ))}
    </>
  );
}

function issueCount(topic: TopicContent, issues: readonly FieldIssue[]): number {
  const names = new Set([...topic.fields, ...topic.secrets]);
  return issues.filter((issue) => names.has(fieldOf(issue))).length;
}

/** `variables.2.name` belongs to `variables`, `secrets.licenseKey` to `licenseKey`. */
function fieldOf(issue: FieldIssue): string {
  const [first, second] = issue.field.split(".");
  return (first === "secrets" ? second : first) ?? issue.field;
}

function Topic({
  topic,
  leading = false,
  ...props
}: DefinitionFormProps & { readonly topic: TopicContent; readonly leading?: boolean }) {
  const { form, settings, secrets, issues, warnings } = props;
  const messageFor = (name: string, among: readonly FieldIssue[]) =>
    among
      .filter((issue) => fieldOf(issue) === name)
      .map((issue) => issue.message)
      .join(" ") || undefined;
  return (
    <>
      {topic.fields.map((name) => {
        const field = form.fields[name];
        if (!field || !isActive(form.fields, settings, name)) return null;
        return (
          <SettingField
            key={name}
            name={name}
            field={field}
            value={settings[name] ?? field.default}
            error={messageFor(name, issues)}
            warning={messageFor(name, warnings)}
            deployed={props.deployed ?? false}
            cards={leading && field.type === "choice" && field.options.every((option) => option.help)}
            onChange={(value) => props.onSetting(name, value)}
          />
        );
      })}
      {topic.secrets.map((name) => {
        const secret = form.providedSecrets[name];
        if (!secret || !conditionHolds(form.fields, settings, secret.when)) return null;
        return (
          <ProvidedSecretField
            key={name}
            name={name}
            secret={secret}
            value={secrets[name] === undefined ? "" : secrets[name]}
            stored={props.storedSecrets?.has(name) ?? false}
            error={messageFor(name, issues)}
            onChange={(value) => props.onSecret(name, value)}
          />
        );
      })}
    </>
  );
}
