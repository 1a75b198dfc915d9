"use client";

import { type FormEvent, useState } from "react";
import { signInWith } from "@/components/account/sign-in";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { ErrorView } from "@/lib/api/contract/views";

/** @param next path of this panel to go to */
export function SignInForm({ next }: { readonly next: string }) {
  const [error, setError] = useState<ErrorView | null>(null);
  const [pending, setPending] = useState(false);
  const hydrated = useHydrated();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setError(null);
    const refused = await signInWith({
      name: String(form.get("name") ?? ""),
      password: String(form.get("password") ?? ""),
    });
    setError(refused);
    if (refused === null) window.location.assign(next);
    else setPending(false);
  }

  return (
    <form method="post" onSubmit={submit} className="mt-[22px] grid gap-4">
      {error && (
        <Banner state="failed" title={sentence(error.message)}>
          {error.fix}
        </Banner>
      )}
      <Field label="Name">
        {(control) => (
          <TextInput
            {...control}
            name="name"
            autoComplete="username"
            autoCapitalize="none"
            autoFocus
            required
          />
        )}
      </Field>
      <Field label="Password">
        {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" required />}
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="field"
        pending={pending}
        disabled={!hydrated}
        className="mt-1 w-full"
      >
        Sign in
      </Button>
    </form>
  );
}
