"use client";

import { LogOut } from "lucide-react";
import { useActionState, useEffect, useRef } from "react";
import { type SignOutAction, useSignOut } from "@/components/account/use-sign-out";
import { answerOf } from "@/components/feedback/answer-of";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Panel, PanelBody } from "@/components/ui/panel";
import { PasswordInput } from "@/components/ui/password-input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { OperatorView } from "@/lib/api/contract/views";
import { type ActionState, IDLE, issueOf } from "@/lib/web/action-state";

export interface ProfileProps {
  readonly operator: OperatorView;
  readonly changePassword: (state: ActionState<null>, form: FormData) => Promise<ActionState<null>>;
  readonly signOut: SignOutAction;
}

/** `issues`: what the form calls the field, and the API where it sees it. */
const FIELDS = [
  {
    name: "currentPassword",
    label: "Current password",
    autoComplete: "current-password",
    issues: ["currentPassword", "current"],
  },
  {
    name: "newPassword",
    label: "New password",
    autoComplete: "new-password",
    issues: ["newPassword", "next"],
  },
  {
    name: "repeatedPassword",
    label: "New password again",
    autoComplete: "new-password",
    issues: ["repeatedPassword"],
  },
] as const;

/** Who is signed in, the way out, and the password. */
export function Profile({ operator, changePassword, signOut }: ProfileProps) {
  const { leave, pending: leaving, refusal } = useSignOut(signOut);
  const [state, action, pending] = useActionState(
    (before: ActionState<null>, form: FormData) => answerOf(changePassword(before, form)),
    IDLE,
  );
  const error = state.status === "failed" ? state.error : null;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.status !== "done") return;
    form.current?.reset();
    showResult("Changed your password", "other sessions and your API tokens have ended");
  }, [state]);
  return (
    <Panel
      title="Profile"
      meta={`${operator.name}, ${operator.role}`}
      actions={
        <Button icon={<LogOut />} pending={leaving} onClick={leave}>
          Sign out
        </Button>
      }
    >
      <PanelBody>
        <Refusal error={refusal} />
        <form ref={form} action={action} className="max-w-[560px]">
          <input
            type="text"
            name="username"
            autoComplete="username"
            defaultValue={operator.name}
            hidden
            readOnly
          />
          {FIELDS.map(({ name, label, autoComplete, issues }) => (
            <Field
              key={name}
              label={label}
              layout="row"
              aside={name === "newPassword" ? "10 characters or more" : undefined}
              error={issues.map((issue) => issueOf(error, issue)).find(Boolean)}
            >
              {(control) => <PasswordInput {...control} name={name} autoComplete={autoComplete} required />}
            </Field>
          ))}
          <Refusal error={error} fields={FIELDS.flatMap(({ issues }) => issues)} />
          <SubmitButton pending={pending} className="mt-4">
            Change the password
          </SubmitButton>
        </form>
      </PanelBody>
    </Panel>
  );
}
