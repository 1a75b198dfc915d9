import { PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import { fillerProject } from "@/lib/jobs/filler-project";
import type { StackBackupRecord } from "@/lib/ports/stack-backups";
import type { StackStore } from "@/lib/ports/stores";
import { backupMisfit } from "@/lib/stacks/backup-fit";

/**
 * Why a backup cannot be put into its stack as that is deployed now; null where nothing is in the way. The file itself
 * is not looked at.
 */
export async function restoreRefusal(
  stacks: Pick<StackStore, "revision">,
  { kind, name, revision, rendered }: Definition,
  backup: StackBackupRecord,
): Promise<PanelError | null> {
  // Declared is not enough: a volume that no service has mounted is made by nobody, and cannot be filled.
  const { places } = fillerProject({ name, rendered }, backup.volumes);
  const missing = backup.volumes.filter(({ key }) => !places.has(key));
  if (missing.length > 0) {
    const keys = missing.map(({ key }) => key).join(", ");
    return new PanelError("backup-misfit", `Revision ${revision.number} of ${name} has no volume ${keys}`, {
      fix: `Deploy revision ${backup.revision} first, which the backup was made with, then restore`,
    });
  }
  const made = await stacks.revision(backup.stackId, backup.revision);
  const settings = made?.settings ?? { version: backup.version };
  const misfit = backupMisfit(kind, settings, revision.settings);
  return misfit && new PanelError("backup-misfit", misfit.reason, { fix: misfit.fix });
}
