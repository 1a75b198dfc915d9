"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useProof } from "@/components/account/proof-provider";
import { placeWords } from "@/components/backups/backup-words";
import { sentence } from "@/components/feedback/sentence";
import { showResult } from "@/components/feedback/toaster";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { FieldError } from "@/components/ui/field-error";
import { formatBytes } from "@/components/ui/format";
import type { BackupSettingsView, BackupView } from "@/lib/api/contract/backups";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export interface DeleteBackupDialogProps {
  /** null: closed. */
  readonly backup: BackupView | null;
  readonly settings: BackupSettingsView;
  readonly remove: (input: Pick<BackupView, "place" | "name">) => Promise<ActionState<null>>;
  readonly onClose: () => void;
}

/** Says which file goes, and how large it is. */
export function DeleteBackupDialog({ backup, settings, remove, onClose }: DeleteBackupDialogProps) {
  const router = useRouter();
  const proven = useProof();
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();

  function close(): void {
    setRefusal(null);
    onClose();
  }

  function submit({ place, name }: BackupView): void {
    setRefusal(null);
    start(async () => {
      const state = await proven(() => remove({ place, name }));
      if (state.status === "failed") return setRefusal(state.error);
      if (state.status !== "done") return;
      showResult("Deleted the backup", name);
      close();
      router.refresh();
    });
  }

  return (
    <Dialog
      open={backup !== null}
      onOpenChange={(open) => !open && close()}
      alert
      title="Delete this backup"
      description={
        backup === null
          ? undefined
          : `${placeWords(backup, settings)}, ${formatBytes(backup.sizeBytes)}. It cannot be brought back.`
      }
      footer={
        <>
          <DialogClose asChild>
            <Button type="button">Keep it</Button>
          </DialogClose>
          <Button variant="danger" pending={pending} onClick={() => backup !== null && submit(backup)}>
            Delete the backup
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
