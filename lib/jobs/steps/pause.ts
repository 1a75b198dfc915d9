import { PanelError } from "@/lib/errors";
import { actionOfJob } from "@/lib/jobs/job-action";
import type { JobStep } from "@/lib/jobs/job-step";
import { inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import { runningContainer } from "@/lib/jobs/service-container";
import { withoutContainer } from "@/lib/jobs/without-container";

/** Only once what the action needs is there: nothing is stopped for an action that cannot be done. */
export const pauseStep: JobStep = {
  id: "pause",
  title: "Stop what is in the way",
  deadlineMs: 120_000,
  async run(context) {
    const { job, definition, services, stack } = context;
    const { service, pauses, title } = actionOfJob(job, definition);
    if ((await runningContainer(context, service)) === undefined) {
      throw new PanelError("service-not-found", `${service} does not run, and “${title}” needs it`, {
        fix: `Start ${service} first, then try again`,
        service,
      });
    }
    const containers = (await inspectOwned(services.engine, stack)).filter((one) => !isLeftover(one));
    const missing = pauses.filter((name) => !containers.some((one) => serviceOf(one) === name));
    if (missing.length > 0) throw withoutContainer(missing.join(", "));
    for (const container of containers.filter((one) => pauses.includes(serviceOf(one)))) {
      context.report({ detail: `Stops ${serviceOf(container)}` });
      await context.effect(() => services.engine.stopContainer(container.id));
    }
    return pauses.length === 0 ? "Nothing" : pauses.join(", ");
  },
};
