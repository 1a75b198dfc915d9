import type { StackBackupView } from "@/lib/api/contract/stack-backups";
import { PanelError } from "@/lib/errors";
import { checkBackup, tellsOfBackup } from "@/lib/jobs/check-backup";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";
import { backupWords, stackBackupOf, stackBackupView } from "@/lib/use-cases/stack-backups/stack-backup-view";

/**
 * Reads a backup whole. What is wrong with it is part of the answer.
 * @param signal ends the reading once nobody waits for it any more
 * @throws PanelError `not-found`, `stack-busy` while it is being read already, `backup-failed` when the disk does not let
 * it be read
 */
export async function verifyStackBackup(
  parts: PanelParts,
  id: string,
  caller: Caller,
  signal?: AbortSignal,
): Promise<StackBackupView> {
  const backup = await stackBackupOf(parts, id);
  if (parts.verifying.has(id)) {
    throw new PanelError("stack-busy", `The ${backupWords(backup)} is being verified already`, {
      fix: "Wait until that is done",
    });
  }
  const record = audit(caller, `${backupWords(backup)} verified`, backup.stackName);
  parts.verifying.add(id);
  try {
    await checkBackup({ ...parts, now: parts.clock }, backup, record, () => {
      if (signal?.aborted) throw new PanelError("job-cancelled", "The backup was not read to its end");
    });
  } catch (error) {
    if (!tellsOfBackup(error)) throw error;
  } finally {
    parts.verifying.delete(id);
  }
  return stackBackupView(await stackBackupOf(parts, id));
}
