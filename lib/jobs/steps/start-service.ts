import type { JobStep } from "@/lib/jobs/job-step";
import { inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import { withoutContainer } from "@/lib/jobs/without-container";

/** One service's container as it is, and none of those that it depends on. */
export const startServiceStep: JobStep = {
  id: "start",
  title: "Start the container",
  deadlineMs: 120_000,
  async run(context) {
    const { job, services, stack } = context;
    const found = (await inspectOwned(services.engine, stack)).find(
      (one) => !isLeftover(one) && serviceOf(one) === job.service,
    );
    if (found === undefined) throw withoutContainer(job.service ?? stack.name);
    if (found.state === "running") return "It runs already";
    await context.effect(() => services.engine.startContainer(found.id));
    return `${job.service} started`;
  },
};
