import type { StackBackupView } from "@/lib/api/contract/stack-backups";
import { PanelError } from "@/lib/errors";
import { checkBackup } from "@/lib/jobs/check-backup";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";
import { backupWords, stackBackupOf, stackBackupView } from "@/lib/use-cases/stack-backups/stack-backup-view";

/**
 * Reads a backup whole. What is wrong with it is part of the answer.
 * @throws PanelError `not-found`, `backup-failed` when the disk does not let it be read
 */
export async function verifyStackBackup(
  parts: PanelParts,
  id: string,
  caller: Caller,
): Promise<StackBackupView> {
  const backup = await stackBackupOf(parts, id);
  const record = audit(caller, `${backupWords(backup)} verified`, backup.stackName);
  const services = { ...parts, now: parts.clock };
  await checkBackup(services, backup, record).catch((error: unknown) => {
    if (!(error instanceof PanelError) || error.code === "backup-failed") throw error;
  });
  return stackBackupView(await stackBackupOf(parts, id));
}
