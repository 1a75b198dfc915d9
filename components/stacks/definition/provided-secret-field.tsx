"use client";

import type { ProvidedSecret } from "@/components/stacks/definition/kind-form";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";

type ProvidedSecretFieldProps = {
  readonly name: string;
  readonly secret: ProvidedSecret;
  readonly value: string;
  readonly error?: string;
  /** One is stored already: an empty field keeps it. */
  readonly stored: boolean;
  readonly onChange: (value: string) => void;
};

/** A secret that a person gives; it is sealed when saved and never comes back into the form. */
export function ProvidedSecretField({
  name,
  secret,
  value,
  error,
  stored,
  onChange,
}: ProvidedSecretFieldProps) {
  return (
    <Field
      id={`secret-${name}`}
      layout="row"
      label={secret.label}
      hint={secret.help}
      error={error}
      variable={secret.variable}
      className="last:border-b-0"
    >
      {(control) => (
        <PasswordInput
          {...control}
          size="field"
          autoComplete="off"
          placeholder={stored ? "Stored. Leave empty to keep it" : undefined}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
