"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useProof } from "@/components/account/proof-provider";
import { sentence } from "@/components/feedback/sentence";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FieldError } from "@/components/ui/field-error";
import { TextInput } from "@/components/ui/text-input";
import type { PersonView } from "@/lib/api/contract/people";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export interface RemovePersonDialogProps {
  /** null: closed. */
  readonly person: PersonView | null;
  readonly remove: (input: { person: string; confirmName: string }) => Promise<ActionState<null>>;
  readonly onClose: () => void;
}

/** What ends with an account; the name is typed. */
export function RemovePersonDialog({ person, remove, onClose }: RemovePersonDialogProps) {
  return (
    <Dialog
      open={person !== null}
      onOpenChange={(open) => !open && onClose()}
      alert
      title={`Remove ${person?.name ?? ""}`}
      description="The account is gone, and all its sessions end at once. What this person did stays in the audit log; stacks are not touched."
    >
      {person && <RemoveForm person={person} remove={remove} onClose={onClose} />}
    </Dialog>
  );
}

function RemoveForm({ person, remove, onClose }: RemovePersonDialogProps & { readonly person: PersonView }) {
  const router = useRouter();
  const proven = useProof();
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const matches = typed === person.name;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!matches) return;
        start(async () => {
          const state = await proven(() => remove({ person: person.id, confirmName: typed }));
          if (state.status === "failed") return setRefusal(state.error);
          if (state.status !== "done") return;
          showResult(`Removed ${person.name}`);
          onClose();
          router.refresh();
        });
      }}
    >
      <Field label={`Type ${person.name} to confirm`}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {refusal && (
        <FieldError>
          {sentence(refusal.message)} {refusal.fix}
        </FieldError>
      )}
      <div className="-mx-5 mt-4 flex flex-wrap justify-end gap-2 border-t border-line px-5 pt-3">
        <DialogClose asChild>
          <Button type="button">Keep the account</Button>
        </DialogClose>
        <Button type="submit" variant="danger" disabled={!matches} pending={pending}>
          Remove {person.name}
        </Button>
      </div>
    </form>
  );
}
