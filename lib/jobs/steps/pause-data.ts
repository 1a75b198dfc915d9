import { backupOfJob, volumeNames } from "@/lib/jobs/backup-of-job";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { inStartOrder, inspectOwned, serviceOf } from "@/lib/jobs/owned-containers";
import { repair } from "@/lib/jobs/repair";
import { servicesWith, volumesOf } from "@/lib/jobs/volume-places";
import { assertVolumesUnshared } from "@/lib/jobs/volume-strangers";

const UP: ReadonlySet<string> = new Set(["running", "restarting", "paused"]);

/** Nothing may write what is being read. A restore replaces all containers, so it stops them all. */
export const pauseDataStep: JobStep = {
  id: "pause",
  title: "Stop what uses the data",
  deadlineMs: 120_000,
  async run(context) {
    const { services, stack, job } = context;
    const isWritten = job.verb === "backup" && (await services.stackBackups.find(job.id)) !== null;
    if (isWritten) return "It is written already";
    await assertUnshared(context);
    await repair(services, stack, (text) => context.output("slipway", text));
    const chosen = chosenServices(context);
    const due = (await inspectOwned(services.engine, stack)).filter(
      (one) => (chosen === null || chosen.includes(serviceOf(one))) && UP.has(one.state),
    );
    for (const container of inStartOrder(due).reverse()) {
      context.report({ detail: `Stops ${serviceOf(container)}` });
      // No grace given: the engine takes the container's own, so that a database ends as it wants to.
      await context.effect(() => services.engine.stopContainer(container.id));
    }
    return due.length === 0 ? "Nothing ran" : due.map(serviceOf).join(", ");
  },
};

/** Nobody else may write what is read, nor keep from being removed what is replaced: that one is not ours to stop. */
async function assertUnshared(context: StepContext): Promise<void> {
  const { services, stack, job, definition } = context;
  if (job.verb === "restore") {
    const names = volumeNames(stack, await backupOfJob(context));
    return assertVolumesUnshared(services.engine, stack, names, () => true);
  }
  const names = volumeNames(stack, { volumes: volumesOf(definition).map((key) => ({ key })) });
  return assertVolumesUnshared(services.engine, stack, names, ({ state }) => UP.has(state));
}

/** null: all of them. */
function chosenServices({ job, definition }: StepContext): string[] | null {
  return job.verb === "backup" ? servicesWith(definition, volumesOf(definition)) : null;
}
