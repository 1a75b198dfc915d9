import { actionOfJob } from "@/lib/jobs/job-action";
import type { JobStep } from "@/lib/jobs/job-step";
import { allStarted, startPaused } from "@/lib/jobs/start-paused";

export const resumeStep: JobStep = {
  id: "resume",
  title: "Start it again",
  deadlineMs: 120_000,
  async run(context) {
    const { pauses } = actionOfJob(context.job, context.definition);
    const start = (run: () => Promise<void>) => context.effect(run);
    const started = allStarted(await startPaused(context.services.engine, context.stack, pauses, start));
    return started.length === 0 ? "Nothing was stopped" : started.join(", ");
  },
};
