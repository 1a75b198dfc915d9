"use client";

import { type FormEvent, useState } from "react";
import { type Credentials, signInWith } from "@/components/account/sign-in";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import type { ErrorView } from "@/lib/api/contract/views";

export interface AccountFormProps {
  /** What lets the account be made; null until it is known. */
  readonly token: Pick<Credentials, "setupToken" | "invitationToken"> | null;
  readonly submit: string;
}

/** Name and password of a new account; who made it is signed in and led to the first page. */
export function AccountForm({ token, submit }: AccountFormProps) {
  const [error, setError] = useState<ErrorView | null>(null);
  const [pending, setPending] = useState(false);

  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "");
    const password = String(form.get("password") ?? "");
    setPending(true);
    setError(null);
    const refused = await signInWith({ name, password, ...token });
    setError(refused);
    if (refused === null) window.location.assign("/");
    else setPending(false);
  }

  const issue = (field: string) => error?.issues?.find((each) => each.field === field)?.message;
  return (
    <form method="post" onSubmit={make} className="mt-[22px] grid gap-4">
      {error && !error.issues?.length && (
        <Banner state="failed" title={sentence(error.message)}>
          {error.fix}
        </Banner>
      )}
      <Field label="Name" error={issue("name")}>
        {(control) => (
          <TextInput
            {...control}
            name="name"
            autoComplete="username"
            autoCapitalize="none"
            maxLength={64}
            autoFocus
            required
          />
        )}
      </Field>
      <Field label="Password" aside="10 characters or more" error={issue("password")}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="new-password" minLength={10} required />
        )}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="field"
        pending={pending}
        disabled={token === null}
        className="mt-1 w-full"
      >
        {submit}
      </Button>
    </form>
  );
}
