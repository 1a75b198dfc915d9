import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";
import { backupWords, stackBackupOf } from "@/lib/use-cases/stack-backups/stack-backup-view";

/**
 * Deletes a backup: its record first, since a file that nobody knows is tidied away, and a record without a file would
 * promise what is not there.
 * @throws PanelError `not-found`, `stack-busy` while it is being restored, or data is half filled from it
 */
export async function removeStackBackup(
  parts: PanelParts,
  id: string,
  caller: Caller,
): Promise<Record<string, never>> {
  const backup = await stackBackupOf(parts, id);
  await parts.stackBackups.remove(id, audit(caller, `${backupWords(backup)} deleted`, backup.stackName));
  await parts.stackBackupFiles.remove(backup);
  return {};
}
