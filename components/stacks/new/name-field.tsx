"use client";

import { StateBadge } from "@/components/state/state-badge";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";

type NameFieldProps = {
  readonly value: string;
  readonly error?: string;
  /** The panel has looked and found nothing in the way. */
  readonly free: boolean;
  readonly onChange: (value: string) => void;
};

export function NameField({ value, error, free, onChange }: NameFieldProps) {
  return (
    <Field
      id="name"
      layout="row"
      label="Name"
      error={error}
      hint="Also names the compose project, its containers and its volumes"
      className="pt-3.5"
    >
      {(control) => (
        <TextInput
          {...control}
          size="field"
          value={value}
          autoComplete="off"
          spellCheck={false}
          suffix={free && !error ? <StateBadge plain state="done" word="free" /> : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
