import { BackupBadge } from "@/components/stack-backups/backup-badge";
import { Tag } from "@/components/ui/tag";
import type { StackBackupView } from "@/lib/api/contract/stack-backups";

export interface BackupStateProps {
  readonly backup: Pick<StackBackupView, "problem" | "verifiedAt" | "reason">;
  /** Why it cannot be restored, where nothing is wrong with it itself. */
  readonly refusal?: { readonly message: string; readonly fix: string } | null;
}

/** Whether a backup can be trusted, and what is wrong where it cannot. */
export function BackupState({ backup, refusal = null }: BackupStateProps) {
  const words = backup.problem ?? (refusal === null ? null : `${refusal.message}. ${refusal.fix}.`);
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <BackupBadge {...backup} />
        {backup.reason === "before-restore" && <Tag>before a restore</Tag>}
      </span>
      {words !== null && <span className="mt-1 block max-w-[48ch] text-xs text-ink-2">{words}</span>}
    </>
  );
}
