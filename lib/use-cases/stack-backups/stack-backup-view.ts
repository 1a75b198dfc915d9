import type { StackBackupView } from "@/lib/api/contract/stack-backups";
import type { StackBackupRecord } from "@/lib/ports/stack-backups";
import { backupNotFound } from "@/lib/ports/store-errors";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

export function stackBackupView({ createdAt, verifiedAt, ...record }: StackBackupRecord): StackBackupView {
  return {
    ...record,
    volumes: record.volumes.map((volume) => ({ ...volume })),
    createdAt: createdAt.toISOString(),
    verifiedAt: verifiedAt?.toISOString() ?? null,
  };
}

/** @throws PanelError `not-found` */
export async function stackBackupOf(
  { stackBackups }: Pick<PanelParts, "stackBackups">,
  id: string,
): Promise<StackBackupRecord> {
  const found = await stackBackups.find(id);
  if (found === null) throw backupNotFound();
  return found;
}

/** As the audit log names one: "backup of 2026-11-22 09:30 UTC". */
export function backupWords({ createdAt }: Pick<StackBackupRecord, "createdAt">): string {
  return `backup of ${createdAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
