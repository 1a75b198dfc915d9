"use client";

import { NameField } from "@/components/account/name-field";
import type { Credentials } from "@/components/account/sign-in";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import { useHydrated } from "@/components/ui/use-hydrated";

export interface PasswordFormProps {
  readonly pending: boolean;
  readonly onSubmit: (credentials: Credentials) => Promise<void>;
}

export function PasswordForm({ pending, onSubmit }: PasswordFormProps) {
  const hydrated = useHydrated();
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const [name, password] = ["name", "password"].map((field) => String(form.get(field) ?? ""));
        void onSubmit({ name, password });
      }}
      className="grid gap-4"
    >
      <NameField />
      <Field label="Password">
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      <SubmitButton pending={pending} disabled={!hydrated} className="mt-1 w-full">
        Sign in
      </SubmitButton>
    </form>
  );
}
