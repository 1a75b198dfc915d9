import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";

export const renderStep: JobStep = {
  id: "render",
  title: "Render files",
  deadlineMs: 30_000,
  async run({ definition, services }) {
    await services.compose.validate(definition.files);
    const { project } = definition.rendered;
    return `compose.yaml with ${counted(Object.keys(project.services).length, "service")}`;
  },
};
