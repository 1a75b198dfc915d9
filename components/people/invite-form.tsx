"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { useMadeOnce } from "@/components/feedback/use-made-once";
import { OneTimeLink } from "@/components/people/one-time-link";
import { isRole, ROLE_TEXT } from "@/components/people/role-text";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { InvitationView } from "@/lib/api/contract/people";
import { ROLES, type Role } from "@/lib/api/contract/roles";
import { type ActionState, issueOf } from "@/lib/web/action-state";

type Made = { url: string; invitation: InvitationView };

export interface InviteFormProps {
  readonly invite: (input: { role: Role; note: string }) => Promise<ActionState<Made>>;
  /** Ids of the invitations that can still be used: a link that was ended is no longer shown. */
  readonly open: readonly string[];
}

/** Makes a one-time link and shows it, once. */
export function InviteForm({ invite, open }: InviteFormProps) {
  const router = useRouter();
  const { act, pending, refusal } = useProvenAction();
  const hydrated = useHydrated();
  const [role, setRole] = useState<Role>("viewer");
  const [note, setNote] = useState("");
  const [made, showMade] = useMadeOnce<Made>(({ invitation }) => invitation.id, open);

  function submit(): void {
    act({
      run: () => invite({ role, note }),
      onDone: (link) => {
        showMade(link);
        setNote("");
        router.refresh();
      },
    });
  }

  return (
    <form
      className="max-w-[680px]"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field label="Role" layout="row" group hint={`A person with this role ${ROLE_TEXT[role]}.`}>
        {(control) => (
          <SegmentedControl
            {...control}
            name="role"
            options={ROLES.map((value) => ({ value, label: value, disabled: !hydrated }))}
            value={role}
            onValueChange={(value) => isRole(value) && setRole(value)}
          />
        )}
      </Field>
      <Field
        label="For whom"
        aside="optional"
        layout="row"
        hint="Only to tell invitations apart: who opens the link chooses their own name."
        error={issueOf(refusal, "note")}
      >
        {(control) => (
          <TextInput
            {...control}
            maxLength={100}
            autoComplete="off"
            disabled={!hydrated}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <Refusal error={refusal} fields={["note"]} />
      <SubmitButton pending={pending} disabled={!hydrated} className="mt-4">
        Make a link
      </SubmitButton>
      {made && (
        <OneTimeLink
          label="Invitation"
          url={made.url}
          text="Send it to one person, over a way that you trust. It works once, for a day, and is not shown again."
        />
      )}
    </form>
  );
}
