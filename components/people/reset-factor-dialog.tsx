"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProof } from "@/components/account/proof-provider";
import { sentence } from "@/components/feedback/sentence";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field-error";
import type { PersonView } from "@/lib/api/contract/people";
import type { ErrorView } from "@/lib/api/contract/views";
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
  const proven = useProof();
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  if (person === null) return null;
  const { id, name } = person;

  function close(): void {
    setRefusal(null);
    onClose();
  }

  async function run(): Promise<void> {
    setPending(true);
    setRefusal(null);
    const state = await proven(() => reset({ person: id }));
    setPending(false);
    if (state.status === "failed") setRefusal(state.error);
    if (state.status !== "done") return;
    showResult(`${name} signs in without a code`);
    close();
    router.refresh();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      alert
      title={`Reset the second factor of ${name}`}
      description={`Make sure that it is ${name} who asks. Until a new one is set up the password alone signs in. The sessions of ${name} end.`}
      footer={
        <>
          <DialogClose asChild>
            <Button>Leave it on</Button>
          </DialogClose>
          <Button variant="danger" pending={pending} onClick={run}>
            Reset it
          </Button>
        </>
      }
    >
      {refusal && (
        <FieldError>
          {sentence(refusal.message)} {refusal.fix}
        </FieldError>
      )}
    </Dialog>
  );
}
