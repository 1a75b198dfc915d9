import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { inStartOrder, ownedContainers } from "@/lib/jobs/owned-containers";

export const removeContainersStep: JobStep = {
  id: "remove-containers",
  title: "Remove containers",
  deadlineMs: 120_000,
  async run(context) {
    const { engine } = context.services;
    const containers = await ownedContainers(engine, context.stack);
    for (const { id, name } of inStartOrder(containers).reverse()) {
      context.report({ detail: `Removes ${name}` });
      await context.effect(() => engine.removeContainer(id));
    }
    return containers.length === 0 ? "None were there" : `${counted(containers.length, "container")} removed`;
  },
};
