import { PanelError } from "@/lib/errors";
import { runDataCommand } from "@/lib/jobs/data-changes";
import { actionOfJob } from "@/lib/jobs/job-action";
import type { JobStep } from "@/lib/jobs/job-step";
import { runningContainer } from "@/lib/jobs/service-container";

/** The action's own command. */
export const actStep: JobStep = {
  id: "act",
  title: "Do it",
  deadlineMs: 120_000,
  async run(context) {
    const { job, definition, services, signal, redact } = context;
    const { service, command, title } = actionOfJob(job, definition);
    context.report({ detail: `Runs ${command.command[0]} in ${service}` });
    await context.effect(async () => {
      const container = await runningContainer(context, service);
      if (container === undefined) {
        throw new PanelError("service-not-found", `${service} went down before “${title}” was done`, {
          fix: `Read the log of ${service}, start it, then try again`,
          service,
        });
      }
      await context.holdOn();
      await runDataCommand(services, command, {
        service,
        id: container.id,
        signal,
        redact,
        again: "try again",
      });
    });
    return `${command.command[0]} in ${service}`;
  },
};
