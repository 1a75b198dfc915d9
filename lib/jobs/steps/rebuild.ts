import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { repair } from "@/lib/jobs/repair";

/** Containers over the restored data, not started yet: in a stack that was stopped they stay so. */
export const rebuildStep: JobStep = {
  id: "create",
  title: "Create containers",
  deadlineMs: 180_000,
  async run(context) {
    const { services, stack, definition, signal } = context;
    await repair(services, stack, (text) => context.output("slipway", text));
    const stopListening = services.events.listen(stack.id, ({ action }) => {
      if (action === "create") void context.failPoint("during-effect");
    });
    const onOutput = (text: string) => context.output("compose", text);
    try {
      await context.effect(() =>
        services.compose.create(definition.files, { signal, onOutput, mayBegin: context.holdOn }),
      );
    } finally {
      stopListening();
    }
    return counted(Object.keys(definition.rendered.project.services).length, "container");
  },
};
