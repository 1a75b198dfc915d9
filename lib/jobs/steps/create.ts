import { beginUp } from "@/lib/jobs/compose-up";
import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { recordOutcome } from "@/lib/jobs/record-outcome";
import { removeOrphans } from "@/lib/jobs/remove-orphans";
import { repair } from "@/lib/jobs/repair";

/** From here on the containers are those of the job's revision, whether they come up or not. */
export const createStep: JobStep = {
  id: "create",
  title: "Create containers",
  deadlineMs: 180_000,
  async run(context) {
    const { services, stack, definition, shared } = context;
    const say = (text: string) => context.output("slipway", text);
    await repair(services, stack, say);
    await context.effect(async () => {
      await removeOrphans(services.engine, stack, definition.rendered.project.services, say);
      shared.up = await beginUp(context);
      await shared.up.created;
    });
    const { number } = definition.revision;
    await recordOutcome(() => services.stacks.setDeployed(stack.id, number), context.signal);
    return counted(Object.keys(definition.rendered.project.services).length, "container");
  },
};
