"use client";

import { type FormEvent, useState } from "react";
import { useLinkToken } from "@/components/account/use-link-token";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import { type ActionState, IDLE } from "@/lib/web/action-state";

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
      <div className="mt-[22px]">
        <Banner state="unknown" title="Open the one-time link.">
          Whoever has access to the server prints one:
        </Banner>
        <pre className="code-block mt-3 rounded-md border border-line bg-inset px-3 py-2 text-ink-2">
          npm run -s slipway -- people reset-link NAME
        </pre>
      </div>
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
      {error && !error.issues?.length && (
        <Banner state="failed" title={sentence(error.message)}>
          {error.fix}
        </Banner>
      )}
      <Field
        label="New password"
        aside="10 characters or more"
        error={error?.issues?.find(({ field }) => field === "password")?.message}
      >
        {(control) => (
          <PasswordInput
            {...control}
            name="password"
            autoComplete="new-password"
            minLength={10}
            autoFocus
            required
          />
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
        Set the password
      </Button>
    </form>
  );
}
