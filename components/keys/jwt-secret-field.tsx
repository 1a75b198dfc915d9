"use client";

import { SecretInput } from "@/components/keys/secret-input";
import { Field } from "@/components/ui/field";
import { Tag } from "@/components/ui/tag";
import { secretBits } from "@/lib/keys/random-secrets";
import { jwtSecretProblem } from "@/lib/keys/supabase-claims";

type JwtSecretFieldProps = {
  readonly value: string;
  /** The one that was drawn evenly: only of such a one is the entropy known. */
  readonly drawn: string;
  readonly onChange: (value: string) => void;
  readonly onMake: () => void;
};

/** The secret that both keys are signed with. */
export function JwtSecretField({ value, drawn, onChange, onMake }: JwtSecretFieldProps) {
  const problem = value === "" ? undefined : jwtSecretProblem(value);
  const bits = value === drawn ? `, ${secretBits(value.length, "alphanumeric")} bits` : "";
  return (
    <Field
      label="JWT secret"
      variable="JWT_SECRET"
      hint="Letters and digits are safe in every file and address. Changing it ends all sessions and makes both keys worthless."
      error={problem}
      aside={
        value !== "" && problem === undefined ? (
          <Tag tone="ok">
            {value.length} characters{bits}
          </Tag>
        ) : undefined
      }
    >
      {(control) => (
        <SecretInput
          {...control}
          called="JWT secret"
          value={value}
          placeholder="32 characters or more"
          onChange={onChange}
          onMake={onMake}
        />
      )}
    </Field>
  );
}
