import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";
import { ownedVolumes } from "@/lib/jobs/owned-volumes";

export const removeVolumesStep: JobStep = {
  id: "remove-volumes",
  title: "Remove volumes",
  deadlineMs: 120_000,
  async run(context) {
    const { engine } = context.services;
    const chosen = new Set(context.job.removeVolumes);
    const all = await ownedVolumes(engine, context.stack);
    const due = all.filter(({ name }) => chosen.has(name));
    for (const { name } of due) {
      context.report({ detail: `Removes ${name}` });
      await context.effect(() => engine.removeVolume(name));
    }
    const kept = all.length - due.length;
    return `${counted(due.length, "volume")} removed, ${kept} kept`;
  },
};
