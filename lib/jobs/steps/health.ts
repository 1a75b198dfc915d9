import { ContainerChange } from "@/lib/jobs/container-change";
import { counted } from "@/lib/jobs/counted";
import { FinalFailures } from "@/lib/jobs/final-failures";
import { actionOfJob } from "@/lib/jobs/job-action";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { firstFailed, lookAtServices, type SeenService, servicesReport } from "@/lib/jobs/look-at-services";
import { lateService, serviceFailure } from "@/lib/jobs/service-failure";

/** Waits until every service is healthy, running, or done; the first that cannot come up any more ends the job. */
export const healthStep: JobStep = {
  id: "health",
  title: "Wait for health",
  deadlineMs: 300_000,
  explainLate: lateService,
  async run(context) {
    const change = new ContainerChange(context);
    const finalFailures = new FinalFailures(context);
    try {
      for (;;) {
        const seen = await lookAtServices(context);
        const concerned = ofTheJob(seen, context);
        context.report(servicesReport(concerned));
        const failed = firstFailed(concerned);
        if (failed !== undefined) {
          throw await serviceFailure(context, failed.name, failed.container, failed.judgement);
        }
        const hopeless = await finalFailures.first(concerned);
        if (hopeless !== null) throw hopeless;
        if (concerned.length === 0) return "Nothing was stopped";
        if (concerned.every(({ judgement }) => judgement.state === "ready")) {
          return `${counted(concerned.length, "service")} up`;
        }
        await change.next(nextLookMs(concerned, context), context.signal);
      }
    } finally {
      change.close();
    }
  },
};

function ofTheJob(seen: readonly SeenService[], { job, definition, before }: StepContext): SeenService[] {
  // What was ill before, or is paused by somebody, says nothing of the backup.
  if (job.verb === "backup") {
    return seen.filter(
      ({ name, container }) => before.healthy?.includes(name) && container?.state !== "paused",
    );
  }
  if (job.verb === "action") {
    const { pauses } = actionOfJob(job, definition);
    return seen.filter(({ name }) => pauses.includes(name));
  }
  return seen.filter(({ name }) => job.service === null || name === job.service);
}

/** A service that has just started makes no event when it has run for long enough. */
function nextLookMs(seen: readonly SeenService[], { services }: StepContext): number {
  const settling = seen.some(({ judgement }) => judgement.state === "waiting" && judgement.settling);
  return settling
    ? Math.min(services.timings.settleMs / 3, services.timings.lookMs)
    : services.timings.lookMs;
}
