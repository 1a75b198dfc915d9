import type { JobStep, StepContext } from "@/lib/jobs/job-step";

/** A stack that no other job ever worked on has nothing on the engine, so removing it needs none. */
export function unlessUntouched(step: JobStep): JobStep {
  return {
    ...step,
    run: async (context) => ((await isUntouched(context)) ? "It was never deployed" : step.run(context)),
  };
}

async function isUntouched({ services, stack }: StepContext): Promise<boolean> {
  return (await services.jobs.list({ stackId: stack.id, limit: 2 })).length === 1;
}
