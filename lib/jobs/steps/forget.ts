import type { JobStep } from "@/lib/jobs/job-step";

export const forgetStep: JobStep = {
  id: "forget",
  title: "Forget the definition",
  deadlineMs: 30_000,
  async run(context) {
    await context.effect(() => context.services.stacks.remove(context.stack.id));
    return "Revisions and secrets are gone; jobs and the audit log stay";
  },
};
