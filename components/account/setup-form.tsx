"use client";

import { type FormEvent, useEffect, useState } from "react";
import { takeSetupToken } from "@/components/account/setup-token";
import { signInWith } from "@/components/account/sign-in";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { TextInput } from "@/components/ui/text-input";
import type { ErrorView } from "@/lib/api/contract/views";

/** Makes the owner with the token of the one-time link. */
export function SetupForm() {
  const [token, setToken] = useState<string | null | undefined>(undefined);
  const [error, setError] = useState<ErrorView | null>(null);
  const [pending, setPending] = useState(false);
  useEffect(() => setToken((known) => known ?? takeSetupToken()), []);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "");
    const password = String(form.get("password") ?? "");
    setPending(true);
    setError(null);
    const refused = await signInWith({ name, password, setupToken: token ?? "" });
    setError(refused);
    if (refused === null) window.location.assign("/");
    else setPending(false);
  }

  if (token === null) return <NoToken />;
  const issue = (field: string) => error?.issues?.find((each) => each.field === field)?.message;
  return (
    <form method="post" onSubmit={submit} className="mt-[22px] grid gap-4">
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
        disabled={token === undefined}
        className="mt-1 w-full"
      >
        Create owner and sign in
      </Button>
    </form>
  );
}

function NoToken() {
  return (
    <div className="mt-[22px]">
      <Banner state="unknown" title="Open the one-time link.">
        It was printed when the panel started. For a fresh one type this on the server:
      </Banner>
      <pre className="code-block mt-3 rounded-md border border-line bg-inset px-3 py-2 text-ink-2">
        npm run -s slipway -- setup-link
      </pre>
    </div>
  );
}
