import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { removeNetworks } from "@/lib/jobs/remove-networks";

export const removeNetworksStep: JobStep = {
  id: "remove-networks",
  title: "Remove networks",
  deadlineMs: 60_000,
  async run(context) {
    const removed = await context.effect(() => removeNetworks(context.services.engine, context.stack));
    return removed === 0 ? "None were there" : `${counted(removed, "network")} removed`;
  },
};
