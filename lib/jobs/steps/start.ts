import { beginUp, followUp } from "@/lib/jobs/compose-up";
import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { repair } from "@/lib/jobs/repair";

export const startStep: JobStep = {
  id: "start",
  title: "Start containers",
  deadlineMs: 300_000,
  async run(context) {
    const { shared, services, stack, definition } = context;
    // An earlier attempt's `up` is over: what it left is repaired, and a new one begun.
    const running = shared.up;
    shared.up = null;
    if (running === null) await repair(services, stack, (text) => context.output("slipway", text));
    await context.effect(async () => followUp(context, running ?? (await beginUp(context))));
    return `${counted(Object.keys(definition.rendered.project.services).length, "container")} started`;
  },
};
