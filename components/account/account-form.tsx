"use client";

import { type FormEvent, useState } from "react";
import { NameField } from "@/components/account/name-field";
import { NewPasswordField } from "@/components/account/new-password-field";
import { type Credentials, signInWith } from "@/components/account/sign-in";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ErrorView } from "@/lib/api/contract/views";
import { issueOf } from "@/lib/web/action-state";

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

  return (
    <form method="post" onSubmit={make} className="mt-[22px] grid gap-4">
      <RefusalBanner error={error} fields={["name", "password"]} />
      <NameField maxLength={64} error={issueOf(error, "name")} />
      <NewPasswordField label="Password" error={issueOf(error, "password")} />
      <SubmitButton pending={pending} disabled={token === null} className="mt-1 w-full">
        {submit}
      </SubmitButton>
    </form>
  );
}
