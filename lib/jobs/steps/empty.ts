import { backupOfJob, volumeNames } from "@/lib/jobs/backup-of-job";
import type { JobStep } from "@/lib/jobs/job-step";
import { inStartOrder, ownedContainers } from "@/lib/jobs/owned-containers";
import { ownedVolumes } from "@/lib/jobs/owned-volumes";
import { recordOutcome } from "@/lib/jobs/record-outcome";
import { repair } from "@/lib/jobs/repair";
import { assertVolumesOwned, assertVolumesUnshared } from "@/lib/jobs/volume-strangers";

/**
 * From here until all is filled the stack's data is not whole, and its record says so: nothing brings it up in between.
 * Only the backup's volumes are removed; one that it does not hold stays as it is.
 */
export const emptyStep: JobStep = {
  id: "empty",
  title: "Empty the volumes",
  deadlineMs: 120_000,
  async run(context) {
    const { services, stack, signal } = context;
    const { engine, stacks } = services;
    const backup = await backupOfJob(context);
    const due = volumeNames(stack, backup);
    await repair(services, stack, (text) => context.output("slipway", text));
    await assertVolumesOwned(engine, stack, due);
    await assertVolumesUnshared(engine, stack, due, () => true);
    const containers = inStartOrder(await ownedContainers(engine, stack)).reverse();
    const volumes = (await ownedVolumes(engine, stack)).filter(({ name }) => due.includes(name));
    await context.effect(async () => {
      await recordOutcome(() => stacks.setRestoring(stack.id, backup.id), signal);
      for (const { id, name } of containers) {
        context.report({ detail: `Removes ${name}` });
        await context.holdOn();
        await engine.removeContainer(id);
      }
      await context.failPoint("during-effect");
      for (const { name } of volumes) {
        context.report({ detail: `Empties ${name}` });
        await context.holdOn();
        await engine.removeVolume(name);
      }
    });
    return volumes.map(({ name }) => name).join(", ") || "They were not there";
  },
};
