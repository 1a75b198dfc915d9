import { beginUp, followUp } from "@/lib/jobs/compose-up";
import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { repair } from "@/lib/jobs/repair";
import { lateService } from "@/lib/jobs/service-failure";

export const startStep: JobStep = {
  id: "start",
  title: "Start containers",
  deadlineMs: 300_000,
  explainLate: lateService,
  async run(context) {
    const { shared, services, stack, definition } = context;
    // An earlier attempt's `up` is over: what it left is repaired, and a new one begun.
    if (shared.up === null) await repair(services, stack, (text) => context.output("slipway", text));
    await context.effect(async () => {
      const up = shared.up ?? (await beginUp(context));
      // From here on its end is awaited; until then the job ends it.
      shared.up = null;
      await followUp(context, up);
    });
    return `${counted(Object.keys(definition.rendered.project.services).length, "container")} started`;
  },
};
