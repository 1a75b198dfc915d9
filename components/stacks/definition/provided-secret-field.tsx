"use client";

import type { ChangeEvent } from "react";
import type { ProvidedSecret } from "@/components/stacks/definition/kind-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { Textarea } from "@/components/ui/textarea";

type ProvidedSecretFieldProps = {
  readonly name: string;
  readonly secret: ProvidedSecret;
  /** null: the stored one is to be removed. */
  readonly value: string | null;
  readonly error?: string;
  /** One is stored already: an empty field keeps it. */
  readonly stored: boolean;
  readonly onChange: (value: string | null) => void;
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
  const removed = stored && value === null;
  const input = {
    autoComplete: "off",
    placeholder: placeholder(stored, removed),
    value: value ?? "",
    disabled: removed,
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.target.value),
  };
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
        <div className="flex items-center gap-2">
          <div className="min-w-0 flex-1">
            {secret.multiline ? (
              // Browsers mask no text of several lines: it is seen while it is typed, and never again.
              <Textarea {...control} {...input} rows={3} spellCheck={false} />
            ) : (
              <PasswordInput {...control} {...input} size="field" />
            )}
          </div>
          {stored && !value && (
            <Button
              size="field"
              // One button for both, so that the focus stays where it is.
              aria-label={removed ? `Undo removing: ${secret.label}` : `Remove: ${secret.label}`}
              onClick={() => onChange(removed ? "" : null)}
            >
              {removed ? "Undo" : "Remove"}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

function placeholder(stored: boolean, removed: boolean): string | undefined {
  if (removed) return "Removed when you save";
  return stored ? "Stored. Leave empty to keep it" : undefined;
}
