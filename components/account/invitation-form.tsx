"use client";

import { useEffect, useState } from "react";
import { AccountForm } from "@/components/account/account-form";
import { useLinkToken } from "@/components/account/use-link-token";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { ROLE_TEXT } from "@/components/people/role-text";
import type { Role } from "@/lib/api/contract/roles";
import { type ActionState, IDLE } from "@/lib/web/action-state";

type Invitation = { role: Role; invitedBy: string };

export type InvitationFormProps = {
  readonly look: (input: { token: string }) => Promise<ActionState<Invitation>>;
};

/** Says what the link is for before anything is typed, then makes the account with it. */
export function InvitationForm({ look }: InvitationFormProps) {
  const token = useLinkToken();
  const [found, setFound] = useState<ActionState<Invitation>>(IDLE);
  useEffect(() => {
    if (token) void answerOf(look({ token })).then(setFound);
  }, [look, token]);

  if (token === null) {
    return (
      <Refusal
        title="Open the link that you were sent."
        text="It carries a token of its own, and works once. Without it ask an owner of this panel for an invitation."
      />
    );
  }
  if (found.status === "failed") {
    return <Refusal title={sentence(found.error.message)} text={found.error.fix ?? ""} />;
  }
  const invitation = found.status === "done" ? found.value : null;
  return (
    <>
      <p className="mt-1 min-h-[60px] text-ink-2" aria-live="polite">
        {invitation && (
          <>
            {invitation.invitedBy} invites you as <b className="font-semibold text-ink">{invitation.role}</b>,
            who {ROLE_TEXT[invitation.role]}.
          </>
        )}
      </p>
      <AccountForm
        token={invitation && token ? { invitationToken: token } : null}
        submit="Create account and sign in"
      />
    </>
  );
}

function Refusal({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="mt-[22px]">
      <Banner state="failed" title={title}>
        {text}
      </Banner>
    </div>
  );
}
