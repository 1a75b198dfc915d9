import type { JobStep } from "@/lib/jobs/job-step";
import { allStarted, startPaused } from "@/lib/jobs/start-paused";

/** Whatever ran before, also what fell over meanwhile because its database was away. */
export const resumeDataStep: JobStep = {
  id: "resume",
  title: "Start it again",
  deadlineMs: 120_000,
  async run(context) {
    const { services, stack, before } = context;
    const start = (run: () => Promise<void>) => context.effect(run);
    const started = allStarted(await startPaused(services.engine, stack, before.running ?? [], start));
    return started.length === 0 ? "Everything runs" : started.join(", ");
  },
};
