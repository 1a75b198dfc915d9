"use client";

import { type ReactNode, useCallback, useEffect, useState } from "react";
import { AccountForm } from "@/components/account/account-form";
import { useLinkToken } from "@/components/account/use-link-token";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { ROLE_TEXT } from "@/components/people/role-text";
import { Button } from "@/components/ui/button";
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
  const [looking, setLooking] = useState(false);
  const lookAt = useCallback(
    async (given: string) => {
      setLooking(true);
      setFound(await answerOf(look({ token: given })));
      setLooking(false);
    },
    [look],
  );
  useEffect(() => {
    if (token) void lookAt(token);
  }, [lookAt, token]);

  if (token === null) {
    return (
      <Refusal
        title="Open the link that you were sent."
        text="It carries a token of its own, and works once. Without it ask an owner of this panel for an invitation."
      />
    );
  }
  const refusal = found.status === "failed" ? found.error : null;
  if (refusal?.code === "link-invalid") {
    return <Refusal title={sentence(refusal.message)} text={refusal.fix ?? ""} />;
  }
  const invitation = found.status === "done" ? found.value : null;
  return (
    <>
      {refusal && token && (
        <Refusal title={sentence(refusal.message)} text={refusal.fix ?? ""}>
          <Button size="small" pending={looking} onClick={() => lookAt(token)}>
            Try again
          </Button>
        </Refusal>
      )}
      <p className="mt-1 min-h-[60px] text-ink-2" aria-live="polite">
        {invitation && (
          <>
            {invitation.invitedBy} invites you as <b className="font-semibold text-ink">{invitation.role}</b>,
            who {ROLE_TEXT[invitation.role]}.
          </>
        )}
      </p>
      <AccountForm
        token={found.status !== "idle" && token ? { invitationToken: token } : null}
        submit="Create account and sign in"
      />
    </>
  );
}

interface RefusalProps {
  readonly title: string;
  readonly text: string;
  /** What may be tried. */
  readonly children?: ReactNode;
}

function Refusal({ title, text, children }: RefusalProps) {
  return (
    <div className="mt-[22px]">
      <Banner state="failed" title={title} actions={children}>
        {text}
      </Banner>
    </div>
  );
}
