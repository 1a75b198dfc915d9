import { counted } from "@/lib/jobs/counted";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { inStartOrder, inspectOwned, serviceOf } from "@/lib/jobs/owned-containers";
import { withoutContainer } from "@/lib/jobs/without-container";
import type { ContainerDetail } from "@/lib/ports/engine";

export const restartStep: JobStep = {
  id: "restart",
  title: "Restart containers",
  deadlineMs: 120_000,
  async run(context) {
    const { job, services, stack } = context;
    const all = await inspectOwned(services.engine, stack);
    const chosen = all.filter((container) => job.service === null || serviceOf(container) === job.service);
    if (chosen.length === 0) throw withoutContainer(job.service ?? stack.name);
    if (job.service === null) assertAllThere(context, all);
    // What ran to its end is not run again by a restart of the stack, but is when asked for by name.
    const due = chosen.filter((container) => job.service !== null || !isFinished(container));
    for (const container of inStartOrder(due)) {
      if (context.resumed && restartedSince(container, context)) continue;
      context.report({ detail: `Restarts ${serviceOf(container)}` });
      await context.effect(() => services.engine.restartContainer(container.id));
    }
    return `${counted(due.length, "container")} restarted`;
  },
};

/** A restart makes no container, so it would wait for the missing ones in vain. */
function assertAllThere({ definition }: StepContext, containers: readonly ContainerDetail[]): void {
  const there = new Set(containers.map(serviceOf));
  const missing = Object.keys(definition.rendered.project.services).filter((name) => !there.has(name));
  if (missing.length > 0) throw withoutContainer(missing.join(", "));
}

function isFinished({ state, exitCode, restartPolicy }: ContainerDetail): boolean {
  return state === "exited" && exitCode === 0 && (restartPolicy === "no" || restartPolicy === "");
}

function restartedSince({ state, startedAt }: ContainerDetail, { job }: StepContext): boolean {
  if (state !== "running" || startedAt === null || job.startedAt === null) return false;
  return Date.parse(startedAt) > job.startedAt.getTime();
}
