import type { JobView } from "@/lib/api/contract/job-views";
import { PanelError } from "@/lib/errors";
import { restoreRefusal } from "@/lib/jobs/restore-refusal";
import { backupNotFound } from "@/lib/ports/store-errors";
import type { Caller } from "@/lib/use-cases/panel";
import { deployedRevisionOf, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { deployedDefinition } from "@/lib/use-cases/stack-backups/list-stack-backups";
import { stackBackupOf } from "@/lib/use-cases/stack-backups/stack-backup-view";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/**
 * Replaces a stack's data by that of one of its backups.
 * @throws PanelError `confirmation-missing` when the typed name is another one, `not-found` also for a backup of another
 * stack, `backup-misfit`, `revision-not-found`, `stack-busy`
 */
export async function restoreStack(
  parts: PanelParts,
  { stack: idOrName, backup: id }: { stack: string; backup: string },
  { confirmName, saveFirst }: { confirmName: string; saveFirst: boolean },
  caller: Caller,
): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  const backup = await stackBackupOf(parts, id);
  if (backup.stackId !== stack.id) throw backupNotFound();
  if (confirmName !== stack.name) {
    throw new PanelError("confirmation-missing", "The name that was typed is not the stack's", {
      fix: `Type ${stack.name} to replace its data`,
      issues: [{ field: "confirmName", message: `Type ${stack.name}` }],
    });
  }
  const refusal = await restoreRefusal(parts.stacks, await deployedDefinition(parts, stack), backup);
  if (refusal !== null) throw refusal;
  return submitJob(parts, stack, caller, {
    verb: "restore",
    revision: deployedRevisionOf(stack),
    backup: { id, createdAt: backup.createdAt.toISOString(), saveFirst },
  });
}
