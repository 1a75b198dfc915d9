import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";

export const renderStep: JobStep = {
  id: "render",
  title: "Render files",
  deadlineMs: 30_000,
  async run({ definition, services, shared }) {
    // Reading the project for its hashes checks it as well.
    shared.configHashes = await services.compose.configHashes(definition.files);
    const { project } = definition.rendered;
    return `compose.yaml with ${counted(Object.keys(project.services).length, "service")}`;
  },
};
