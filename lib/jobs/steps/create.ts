import { beginUp } from "@/lib/jobs/compose-up";
import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { repair } from "@/lib/jobs/repair";

/** From here on the containers are those of the job's revision, whether they come up or not. */
export const createStep: JobStep = {
  id: "create",
  title: "Create containers",
  deadlineMs: 180_000,
  async run(context) {
    const { services, stack, definition, shared } = context;
    await repair(services, stack, (text) => context.output("slipway", text));
    await context.effect(async () => {
      shared.up = await beginUp(context);
      await shared.up.created;
    });
    await services.stacks.setDeployed(stack.id, definition.revision.number);
    return counted(Object.keys(definition.rendered.project.services).length, "container");
  },
};
