"use client";

import { VariablesField } from "@/components/stacks/definition/variables-field";
import { Field, type FieldControl } from "@/components/ui/field";
import { NumberInput } from "@/components/ui/number-input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Select } from "@/components/ui/select";
import { SwitchField } from "@/components/ui/switch-field";
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
  /** Options as cards with room to explain, for the choices that matter most. */
  readonly cards?: boolean;
  readonly onChange: (value: SettingValue) => void;
};

/** One setting, drawn from its declaration. */
export function SettingField(props: SettingFieldProps) {
  const { name, field, value, error, warning, deployed, onChange } = props;
  const facts = [field.help, deployed ? field.fixedAfterDeploy : undefined].filter(Boolean).join(" ");
  const hint = warning ? (
    <>
      {facts} <span className="text-warn-ink">{warning}</span>
    </>
  ) : (
    facts
  );
  if (field.type === "boolean") {
    return (
      <div className="border-b border-line py-2 last:border-b-0">
        <SwitchField
          id={`setting-${name}`}
          label={field.label}
          hint={hint}
          error={error}
          variable={field.variable}
          checked={value === true}
          onCheckedChange={onChange}
        />
      </div>
    );
  }
  return (
    <Field
      id={`setting-${name}`}
      layout="row"
      label={field.label}
      hint={hint}
      error={error}
      variable={field.variable}
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
  onChange,
  control,
}: SettingFieldProps & { readonly control: FieldControl }) {
  if (field.type === "choice") {
    if (cards) {
      return (
        <RadioCards
          aria-labelledby={control["aria-labelledby"]}
          aria-describedby={control["aria-describedby"]}
          name={name}
          className="grid-cols-2 max-wide:grid-cols-1"
          value={String(value)}
          onValueChange={onChange}
          options={field.options.map((option) => ({
            value: option.value,
            title: option.label,
            detail: option.help,
          }))}
        />
      );
    }
    return (
      <Select
        {...control}
        size="field"
        value={String(value)}
        onValueChange={onChange}
        options={field.options.map((option) => ({
          value: option.value,
          label: option.label,
          hint: option.help,
        }))}
      />
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
