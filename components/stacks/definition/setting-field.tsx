"use client";

import { ChoiceCards } from "@/components/stacks/definition/choice-cards";
import { VariablesField } from "@/components/stacks/definition/variables-field";
import { Field, type FieldControl } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { TextInput } from "@/components/ui/text-input";
import { Textarea } from "@/components/ui/textarea";
import type { SettingField as FieldDefinition, SettingValue } from "@/lib/stacks/settings";

export type SettingFieldProps = {
  readonly name: string;
  readonly field: FieldDefinition;
  readonly value: SettingValue;
  readonly error?: string;
  readonly warning?: string;
  /** The stack has been deployed: what can no longer be changed says so. */
  readonly deployed: boolean;
  /** The default in words, where the value is another one. */
  readonly standard?: string;
  /** Options as cards with room to explain, for the choices that matter most. */
  readonly cards?: boolean;
  /** Estimated bytes of memory by option, shown on the cards. */
  readonly memory?: Readonly<Record<string, number>>;
  readonly onChange: (value: SettingValue) => void;
};

/** One setting, drawn from its declaration. */
export function SettingField(props: SettingFieldProps) {
  const { name, field, value, error, warning, deployed, standard } = props;
  const aside = standard === undefined ? undefined : `Default: ${standard}`;
  const facts = [
    field.help,
    props.cards ? undefined : chosenHelp(field, value),
    deployed ? field.fixedAfterDeploy : undefined,
  ]
    .filter(Boolean)
    .join(" ");
  const hint = warning ? (
    <>
      {facts} <span className="text-warn-ink">{warning}</span>
    </>
  ) : (
    facts
  );
  return (
    <Field
      id={`setting-${name}`}
      layout="row"
      label={field.label}
      aside={aside}
      hint={hint}
      error={error}
      variable={field.type === "boolean" ? undefined : field.variable}
      group={field.type === "variables" || (field.type === "choice" && props.cards)}
      className="last:border-b-0"
    >
      {(control) => <SettingControl {...props} control={control} />}
    </Field>
  );
}

function SettingControl({
  name,
  field,
  value,
  cards,
  memory,
  onChange,
  control,
}: SettingFieldProps & { readonly control: FieldControl }) {
  if (field.type === "choice") {
    if (cards) {
      return (
        <ChoiceCards
          control={control}
          name={name}
          options={field.options}
          memory={memory}
          value={String(value)}
          onChange={onChange}
        />
      );
    }
    return (
      <Select
        {...control}
        size="field"
        value={String(value)}
        onValueChange={onChange}
        options={field.options}
      />
    );
  }
  if (field.type === "boolean") {
    return (
      <span className="flex min-h-7 items-center gap-2.5 max-wide:min-h-5">
        <Switch {...control} checked={value === true} onCheckedChange={onChange} />
        {field.variable && <span className="mono text-xs text-ink-3">{field.variable}</span>}
      </span>
    );
  }
  if (field.type === "variables") {
    return <VariablesField control={control} value={Array.isArray(value) ? value : []} onChange={onChange} />;
  }
  if (field.type === "number" || field.type === "port") {
    return (
      <NumberInput
        {...control}
        size="field"
        value={String(value)}
        onValueChange={onChange}
        min={field.type === "number" ? field.min : 1}
        max={field.type === "number" ? field.max : 65_535}
        unit={field.type === "number" ? field.unit : undefined}
      />
    );
  }
  const text = {
    ...control,
    value: String(value),
    maxLength: field.type === "text" ? field.maxLength : undefined,
    autoComplete: "off",
    spellCheck: false,
  };
  if (field.type === "text" && field.format === "multiline") {
    return <Textarea {...text} rows={4} onChange={(event) => onChange(event.target.value)} />;
  }
  return (
    <TextInput
      {...text}
      size="field"
      placeholder={field.type === "text" ? field.placeholder : undefined}
      inputMode={field.type === "text" && field.format === "email" ? "email" : undefined}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** A list shows no explanations: that of the option chosen stands below it. */
function chosenHelp(field: FieldDefinition, value: SettingValue): string | undefined {
  if (field.type !== "choice") return undefined;
  return field.options.find((option) => option.value === value)?.help;
}
