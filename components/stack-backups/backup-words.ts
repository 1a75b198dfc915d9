import type { StackBackupView } from "@/lib/api/contract/stack-backups";

/** As a person tells one from the others: "backup of 2026-11-22 09:30 UTC". */
export function backupName({ createdAt }: Pick<StackBackupView, "createdAt">): string {
  return `backup of ${createdAt.slice(0, 16).replace("T", " ")} UTC`;
}

export function totalBytes(backups: readonly Pick<StackBackupView, "sizeBytes">[]): number {
  return backups.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
