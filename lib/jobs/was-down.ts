import type { JobStep, StepContext } from "@/lib/jobs/job-step";

/** A stack that was stopped is left so. */
export function unlessItWasDown(step: JobStep): JobStep {
  return {
    ...step,
    run: async (context) => (wasDown(context) ? "It did not run before" : step.run(context)),
  };
}

/** A restore brings up whatever is to run, also what fell over: that may be why it is done. */
function wasDown({ job, before }: StepContext): boolean {
  return before.wanted !== "running" || (job.verb === "backup" && (before.running ?? []).length === 0);
}
