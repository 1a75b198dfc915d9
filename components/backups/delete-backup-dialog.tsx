"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { placeWords } from "@/components/backups/backup-words";
import { showResult } from "@/components/feedback/toaster";
import { formatBytes } from "@/components/ui/format";
import type { BackupSettingsView, BackupView } from "@/lib/api/contract/backups";
import type { ActionState } from "@/lib/web/action-state";

export interface DeleteBackupDialogProps {
  /** null: closed. */
  readonly backup: BackupView | null;
  readonly settings: BackupSettingsView;
  readonly remove: (input: Pick<BackupView, "place" | "name">) => Promise<ActionState<null>>;
  readonly onClose: () => void;
  readonly focusAfter: () => void;
}

/** Says which file goes, and how large it is. */
export function DeleteBackupDialog({
  backup,
  settings,
  remove,
  onClose,
  focusAfter,
}: DeleteBackupDialogProps) {
  const router = useRouter();
  if (backup === null) return null;
  const { place, name, sizeBytes } = backup;
  return (
    <ConfirmDialog
      title="Delete this backup"
      description={`${placeWords(backup, settings)}, ${formatBytes(sizeBytes)}. It cannot be brought back.`}
      keep="Keep it"
      confirm="Delete the backup"
      run={() => remove({ place, name })}
      onDone={() => {
        showResult("Deleted the backup", name);
        onClose();
        router.refresh();
      }}
      onClose={onClose}
      focusAfter={focusAfter}
    />
  );
}
