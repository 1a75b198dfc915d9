"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { showResult } from "@/components/feedback/toaster";
import type { PersonView } from "@/lib/api/contract/people";
import type { ActionState } from "@/lib/web/action-state";

export interface ResetFactorDialogProps {
  /** null: closed. */
  readonly person: PersonView | null;
  readonly reset: (input: { person: string }) => Promise<ActionState<null>>;
  readonly onClose: () => void;
}

/** For a lost phone without recovery codes. */
export function ResetFactorDialog({ person, reset, onClose }: ResetFactorDialogProps) {
  const router = useRouter();
  if (person === null) return null;
  const { id, name } = person;
  return (
    <ConfirmDialog
      title={`Reset the second factor of ${name}`}
      description={`Make sure that it is ${name} who asks. Until a new one is set up the password alone signs in. The sessions of ${name} end.`}
      keep="Leave it on"
      confirm="Reset it"
      run={() => reset({ person: id })}
      onDone={() => {
        showResult(`${name} signs in without a code`);
        onClose();
        router.refresh();
      }}
      onClose={onClose}
    />
  );
}
