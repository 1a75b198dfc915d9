import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { hasBegun } from "@/lib/jobs/reached-step";

/** Steps of a restore that come once the data and its secrets are the backup's. */
const PAST = ["create", "start", "health", "probe"] as const;

export function isPastRestore(reached: string | null): boolean {
  return PAST.some((id) => id === reached);
}

/**
 * A restore that is carried on once the data is whole does not begin with it again: what came up may have been written
 * to by then.
 */
export function unlessRestored(step: JobStep): JobStep {
  return { ...step, run: async (context) => (isRestored(context) ? "Done already" : step.run(context)) };
}

function isRestored({ job, resumed }: StepContext): boolean {
  return resumed && PAST.some((id) => hasBegun(id, job.steps));
}
