import { backupOfJob, volumeNames } from "@/lib/jobs/backup-of-job";
import { checkBackup } from "@/lib/jobs/check-backup";
import type { JobStep } from "@/lib/jobs/job-step";
import { gibibytes } from "@/lib/jobs/preflight/check";
import { restoreRefusal } from "@/lib/jobs/restore-refusal";
import { restoredSecrets } from "@/lib/jobs/restored-secrets";
import { assertVolumesOwned } from "@/lib/jobs/volume-strangers";

const REPORT_BYTES = 8 * 1024 ** 2;

/** Before anything is touched: all that could be in the way of the backup is found here. */
export const verifyBackupStep: JobStep = {
  id: "verify",
  title: "Check the backup",
  deadlineMs: 120_000,
  async run(context) {
    const { services, stack, definition, signal } = context;
    const backup = await backupOfJob(context);
    const refusal = await restoreRefusal(services.stacks, definition, backup);
    if (refusal !== null) throw refusal;
    await assertVolumesOwned(services.engine, stack, volumeNames(stack, backup));
    restoredSecrets(definition, await services.stackBackups.secrets(backup.id), backup.volumes);
    let reportedBytes = 0;
    await checkBackup(services, backup, null, (bytes) => {
      signal.throwIfAborted();
      if (bytes - reportedBytes < REPORT_BYTES) return;
      reportedBytes = bytes;
      context.report({ detail: `${gibibytes(bytes, 2)} read` });
    });
    return `${gibibytes(backup.sizeBytes)}, whole and as it was written`;
  },
};
