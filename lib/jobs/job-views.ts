import type { JobSummaryView, JobView, StepView } from "@/lib/api/contract/job-views";
import { isPastReturn } from "@/lib/jobs/reached-step";
import type { JobRecord } from "@/lib/ports/stores";

export function jobViewOf(job: JobRecord, steps: StepView[] = job.steps): JobView {
  return {
    id: job.id,
    number: job.number,
    verb: job.verb,
    stackId: job.stackId,
    stackName: job.stackName,
    kind: job.kind,
    service: job.service,
    action: job.action,
    backup: job.backup,
    revision: job.revision,
    state: job.state,
    startedBy: job.startedBy,
    createdAt: job.createdAt.toISOString(),
    startedAt: job.startedAt?.toISOString() ?? null,
    endedAt: job.endedAt?.toISOString() ?? null,
    steps,
    error: job.error,
    cancellable: isCancellable(job, steps),
  };
}

/**
 * Whether there is a way back for it.
 * @param job as it was claimed, while it runs: with the steps of the run before
 * @param steps of the run that is on its way
 */
export function isCancellable(job: JobRecord, steps: readonly StepView[]): boolean {
  if (job.endedAt !== null || job.cancelRequested) return false;
  return !isPastReturn([...job.steps, ...steps]);
}

export function jobSummaryOf(job: JobRecord, steps: StepView[] = job.steps): JobSummaryView {
  const { steps: _, ...summary } = jobViewOf(job, steps);
  const step = currentStep(steps);
  const pull = step?.pull;
  return {
    ...summary,
    step: step === undefined ? null : step.detail === "" ? step.title : `${step.title}: ${step.detail}`,
    progress:
      pull === undefined || step?.state !== "running"
        ? null
        : { doneBytes: pull.doneBytes, totalBytes: pull.totalBytes, bytesPerSecond: pull.bytesPerSecond },
  };
}

/** The step that runs, else the one that ran last. */
function currentStep(steps: readonly StepView[]): StepView | undefined {
  return (
    steps.find(({ state }) => state === "running") ??
    steps.findLast(({ state }) => state === "done" || state === "failed")
  );
}
