"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { showResult } from "@/components/feedback/toaster";
import type { PersonView } from "@/lib/api/contract/people";
import type { ActionState } from "@/lib/web/action-state";

export interface RemovePersonDialogProps {
  /** null: closed. */
  readonly person: PersonView | null;
  readonly remove: (input: { person: string; confirmName: string }) => Promise<ActionState<null>>;
  readonly onClose: () => void;
  readonly focusAfter: () => void;
}

/** What ends with an account; the name is typed. */
export function RemovePersonDialog({ person, remove, onClose, focusAfter }: RemovePersonDialogProps) {
  const router = useRouter();
  if (person === null) return null;
  const { id, name } = person;
  return (
    <ConfirmDialog
      title={`Remove ${name}`}
      description="The account is gone: all its sessions end at once, and so do invitations that it made and nobody used. What this person did stays in the audit log; stacks are not touched."
      keep="Keep the account"
      confirm={`Remove ${name}`}
      typed={name}
      run={(confirmName) => remove({ person: id, confirmName })}
      onDone={() => {
        showResult(`Removed ${name}`);
        onClose();
        router.refresh();
      }}
      onClose={onClose}
      focusAfter={focusAfter}
    />
  );
}
