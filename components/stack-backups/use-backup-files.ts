"use client";

import { useRouter } from "next/navigation";
import { useProofFirst } from "@/components/account/proof-provider";
import { useProvenAction } from "@/components/account/use-proven-action";
import { followDownload } from "@/components/feedback/follow-download";
import { showResult } from "@/components/feedback/toaster";
import { backupName } from "@/components/stack-backups/backup-words";
import type { BackupFileActions } from "@/components/stack-backups/stack-backup-actions";
import type { StackBackupView } from "@/lib/api/contract/stack-backups";

/** Verifying and downloading one of several backups: which is under way, and why the last was refused. */
export function useBackupFiles({ verify }: Pick<BackupFileActions, "verify">) {
  const router = useRouter();
  const proofFirst = useProofFirst();
  const { act, isPending, refusal } = useProvenAction();
  return {
    refusal,
    isVerifying: ({ id }: StackBackupView) => isPending(`verify ${id}`),
    verify: (backup: StackBackupView) =>
      act({
        target: `verify ${backup.id}`,
        run: () => verify({ backup: backup.id }),
        onDone: ({ problem }) => {
          if (problem === null) showResult("The backup is whole", backupName(backup));
        },
        onEnd: () => router.refresh(),
      }),
    download: ({ id }: StackBackupView) =>
      act({
        target: `download ${id}`,
        // The link's own refusal would be saved as the file.
        run: proofFirst,
        onDone: () => followDownload(`/api/download/stack-backups/${id}`),
      }),
  };
}
