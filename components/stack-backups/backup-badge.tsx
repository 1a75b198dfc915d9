import { StateBadge } from "@/components/state/state-badge";
import type { StackBackupView } from "@/lib/api/contract/stack-backups";

/** Whether a backup can be trusted, as far as somebody has looked. */
export function BackupBadge({ problem, verifiedAt }: Pick<StackBackupView, "problem" | "verifiedAt">) {
  if (problem !== null) return <StateBadge state="failed" word="Damaged" />;
  if (verifiedAt === null) return <StateBadge state="unknown" word="Not verified" />;
  return <StateBadge state="done" word="Verified" />;
}
