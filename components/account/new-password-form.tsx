"use client";

import { type FormEvent, useState } from "react";
import { LinkNotice } from "@/components/account/link-notice";
import { NewPasswordField } from "@/components/account/new-password-field";
import { useLinkToken } from "@/components/account/use-link-token";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import { ButtonLink } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, IDLE, issueOf } from "@/lib/web/action-state";

export type NewPasswordFormProps = {
  /** Answers whose password it is. */
  readonly reset: (input: { token: string; password: string }) => Promise<ActionState<string>>;
};

/** Sets a password with the token of the one-time link; signing in is the next step, with a code where one is asked for. */
export function NewPasswordForm({ reset }: NewPasswordFormProps) {
  const token = useLinkToken();
  const [state, setState] = useState<ActionState<string>>(IDLE);
  const [pending, setPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password") ?? "");
    setPending(true);
    setState(await answerOf(reset({ token: token ?? "", password })));
    setPending(false);
  }

  if (token === null) {
    return (
      <LinkNotice
        text="Whoever has access to the server prints one:"
        command="npm run -s slipway -- people reset-link NAME"
      />
    );
  }
  if (state.status === "done") {
    return (
      <div className="mt-[22px] grid gap-4">
        <Banner state="done" title={`The password of ${state.value} is set.`} />
        <ButtonLink href="/sign-in" variant="primary" size="field" className="w-full">
          Sign in
        </ButtonLink>
      </div>
    );
  }
  const error = state.status === "failed" ? state.error : null;
  return (
    <form method="post" onSubmit={submit} className="mt-[22px] grid gap-4">
      <RefusalBanner error={error} fields={["password"]} />
      <NewPasswordField label="New password" error={issueOf(error, "password")} autoFocus />
      <SubmitButton pending={pending} disabled={token === undefined} className="mt-1 w-full">
        Set the password
      </SubmitButton>
    </form>
  );
}
