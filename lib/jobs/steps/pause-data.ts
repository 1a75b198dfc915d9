import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { inStartOrder, inspectOwned, serviceOf } from "@/lib/jobs/owned-containers";
import { repair } from "@/lib/jobs/repair";
import { servicesWith, volumesOf } from "@/lib/jobs/volume-places";

/** Nothing may write what is being read. A restore replaces all containers, so it stops them all. */
export const pauseDataStep: JobStep = {
  id: "pause",
  title: "Stop what uses the data",
  deadlineMs: 120_000,
  async run(context) {
    const { services, stack } = context;
    await repair(services, stack, (text) => context.output("slipway", text));
    const chosen = chosenServices(context);
    const due = (await inspectOwned(services.engine, stack)).filter(
      (one) =>
        (chosen === null || chosen.includes(serviceOf(one))) &&
        (one.state === "running" || one.state === "restarting" || one.state === "paused"),
    );
    for (const container of inStartOrder(due).reverse()) {
      context.report({ detail: `Stops ${serviceOf(container)}` });
      // No grace given: the engine takes the container's own, so that a database ends as it wants to.
      await context.effect(() => services.engine.stopContainer(container.id));
    }
    return due.length === 0 ? "Nothing ran" : due.map(serviceOf).join(", ");
  },
};

/** null: all of them. */
function chosenServices({ job, definition }: StepContext): string[] | null {
  return job.verb === "backup" ? servicesWith(definition, volumesOf(definition)) : null;
}
