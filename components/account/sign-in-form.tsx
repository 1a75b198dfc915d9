"use client";

import { useState } from "react";
import { CodeForm } from "@/components/account/code-form";
import { PasswordForm } from "@/components/account/password-form";
import { type Credentials, signInWith } from "@/components/account/sign-in";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import type { ErrorView } from "@/lib/api/contract/views";

/** Name and password, then a code where one is asked for. @param next path of this panel to go to */
export function SignInForm({ next }: { readonly next: string }) {
  const [error, setError] = useState<ErrorView | null>(null);
  const [challenge, setChallenge] = useState<string | null>(null);
  const [pending, setPending] = useState(false);

  async function submit(credentials: Credentials): Promise<void> {
    setPending(true);
    setError(null);
    const refused = await signInWith(credentials);
    if (refused === null) {
      window.location.assign(next);
      return;
    }
    setPending(false);
    const asked = refused.code === "second-factor-needed" ? refused.details?.challenge : undefined;
    if (typeof asked === "string") return setChallenge(asked);
    if (refused.code === "sign-in-expired") setChallenge(null);
    setError(refused);
  }

  return (
    <div className="mt-[22px] grid gap-4">
      <RefusalBanner error={error} />
      {challenge === null ? (
        <PasswordForm pending={pending} onSubmit={submit} />
      ) : (
        <CodeForm
          pending={pending}
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
