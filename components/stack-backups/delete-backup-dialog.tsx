"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { showResult } from "@/components/feedback/toaster";
import { backupName } from "@/components/stack-backups/backup-words";
import type { BackupFileActions } from "@/components/stack-backups/stack-backup-actions";
import { formatBytes } from "@/components/ui/format";
import type { StackBackupView } from "@/lib/api/contract/stack-backups";

export interface DeleteBackupDialogProps {
  readonly backup: StackBackupView;
  readonly remove: BackupFileActions["remove"];
  readonly onClose: () => void;
  readonly focusAfter: () => void;
}

/** Says which one goes, and how large it is. */
export function DeleteBackupDialog({ backup, remove, onClose, focusAfter }: DeleteBackupDialogProps) {
  const router = useRouter();
  return (
    <ConfirmDialog
      title={`Delete this backup of ${backup.stackName}`}
      description={`The ${backupName(backup)}, revision ${backup.revision}, ${formatBytes(backup.sizeBytes)}. It cannot be brought back. The stack itself stays as it is.`}
      keep="Keep it"
      confirm="Delete the backup"
      run={() => remove({ backup: backup.id })}
      onDone={() => {
        showResult("Deleted the backup", backupName(backup));
        onClose();
        router.refresh();
      }}
      onClose={onClose}
      focusAfter={focusAfter}
    />
  );
}
