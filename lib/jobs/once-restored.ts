import type { JobStep } from "@/lib/jobs/job-step";
import type { JobRecord, StackRecord } from "@/lib/ports/stores";

/**
 * Whether the restore has made the stack's data and secrets the backup's. By the stack's row alone, since steps tell of
 * the last runs only: a job may be begun anew any number of times.
 */
export function isRestored(job: Pick<JobRecord, "id">, stack: Pick<StackRecord, "restoredBy">): boolean {
  return stack.restoredBy === job.id;
}

/**
 * A restore that is carried on once the data is whole does not begin with it again: what came up may have been written
 * to by then.
 */
export function unlessRestored(step: JobStep): JobStep {
  return {
    ...step,
    run: async (context) => (isRestored(context.job, context.stack) ? "Done already" : step.run(context)),
  };
}
