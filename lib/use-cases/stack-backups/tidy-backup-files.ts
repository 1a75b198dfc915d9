import type { PanelDependencies } from "@/lib/use-cases/panel-dependencies";

/**
 * Removes what jobs that have ended left without a record: drafts, and files of a worker that was killed between record
 * and file. One whose job is still at work is left to it; one whose job is not known at all belongs to another database,
 * which somebody may put back.
 */
export function tidyBackupFiles({
  stackBackups,
  stackBackupFiles,
  jobs,
}: Pick<PanelDependencies, "stackBackups" | "stackBackupFiles" | "jobs">): Promise<number> {
  return stackBackupFiles.keepOnly(async ({ id }) => {
    const job = await jobs.find(id);
    return job === null || job.endedAt === null || (await stackBackups.find(id)) !== null;
  });
}
