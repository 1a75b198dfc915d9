import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { inStartOrder, ownedContainers, serviceOf } from "@/lib/jobs/owned-containers";
import { repair } from "@/lib/jobs/repair";

/** By the engine alone and not by Compose: it must work when the definition cannot be read any more. */
export const stopStep: JobStep = {
  id: "stop",
  title: "Stop containers",
  deadlineMs: 120_000,
  async run(context) {
    const { engine } = context.services;
    await repair(context.services, context.stack, (text) => context.output("slipway", text));
    const running = (await ownedContainers(engine, context.stack)).filter(
      ({ state }) => state === "running" || state === "restarting" || state === "paused",
    );
    for (const container of inStartOrder(running).reverse()) {
      context.report({ detail: `Stops ${serviceOf(container)}` });
      // No grace given: the engine takes the container's own.
      await context.effect(() => engine.stopContainer(container.id));
    }
    return running.length === 0 ? "Nothing ran" : `${counted(running.length, "container")} stopped`;
  },
};
