import type { JobStep, StepContext } from "@/lib/jobs/job-step";

/** A stack that was stopped is left so. */
export function unlessItWasDown(step: JobStep): JobStep {
  return {
    ...step,
    run: async (context) => (wasDown(context) ? "It did not run before" : step.run(context)),
  };
}

/** Probes of a stack that was not well before would say nothing of what the job did to it. */
export function unlessItWasIll(step: JobStep): JobStep {
  return {
    ...step,
    run: async (context) => (wasIll(context) ? "Not all of it was well before" : step.run(context)),
  };
}

function wasIll({ definition, before }: StepContext): boolean {
  const lasting = Object.entries(definition.rendered.project.services).filter(
    ([, { restart }]) => restart !== "no",
  );
  return lasting.some(([name]) => !before.healthy?.includes(name));
}

/** A restore brings up whatever is to run, also what fell over: that may be why it is done. */
function wasDown({ job, before }: StepContext): boolean {
  return before.wanted !== "running" || (job.verb === "backup" && (before.running ?? []).length === 0);
}
