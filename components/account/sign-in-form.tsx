"use client";

import { useState } from "react";
import { CodeForm } from "@/components/account/code-form";
import { signByPasskey } from "@/components/account/passkey-device";
import { PasskeySignIn } from "@/components/account/passkey-sign-in";
import { PasswordForm } from "@/components/account/password-form";
import { type Credentials, signInWith } from "@/components/account/sign-in";
import { answerOf } from "@/components/feedback/answer-of";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import type { PasskeyRequestOptions } from "@/lib/api/contract/passkeys";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export interface SignInFormProps {
  /** Path of this panel to go to. */
  readonly next: string;
  /** What a passkey has to sign; null where none is taken. */
  readonly askPasskey: ((input: Record<string, never>) => Promise<ActionState<PasskeyRequestOptions>>) | null;
}

/** Name and password, then a code where one is asked for; or a passkey, which is all of that. */
export function SignInForm({ next, askPasskey }: SignInFormProps) {
  const [error, setError] = useState<ErrorView | null>(null);
  const [challenge, setChallenge] = useState<string | null>(null);
  const [pending, setPending] = useState<"typed" | "passkey" | null>(null);

  async function submit(credentials: Credentials): Promise<void> {
    setPending("passkey" in credentials ? "passkey" : "typed");
    setError(null);
    const refused = await signInWith(credentials);
    if (refused === null) {
      window.location.assign(next);
      return;
    }
    setPending(null);
    const asked = refused.code === "second-factor-needed" ? refused.details?.challenge : undefined;
    if (typeof asked === "string") return setChallenge(asked);
    if (refused.code === "sign-in-expired") setChallenge(null);
    setError(refused);
  }

  async function submitPasskey(ask: NonNullable<SignInFormProps["askPasskey"]>): Promise<void> {
    setPending("passkey");
    setError(null);
    const signed = await signByPasskey(() => answerOf(ask({})));
    if (signed.status === "done") return submit({ passkey: JSON.stringify(signed.value) });
    setPending(null);
    if (signed.status === "failed") setError(signed.error);
  }

  return (
    <div className="mt-[22px] grid gap-4">
      <RefusalBanner error={error} />
      {challenge === null ? (
        <>
          <PasswordForm pending={pending === "typed"} onSubmit={submit} />
          {askPasskey && (
            <PasskeySignIn pending={pending === "passkey"} onClick={() => void submitPasskey(askPasskey)} />
          )}
        </>
      ) : (
        <CodeForm
          pending={pending === "typed"}
          onSubmit={(code) => submit({ challenge, code })}
          onBack={() => {
            setError(null);
            setChallenge(null);
          }}
        />
      )}
    </div>
  );
}
