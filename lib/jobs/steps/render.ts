import { counted } from "@/lib/jobs/counted";
import type { JobStep } from "@/lib/jobs/job-step";

/**
 * Where a definition that cannot be read or rendered shows. Compose reads the files in the create step: a reading of its
 * own here would cost a deploy a tenth of a second and find nothing else.
 */
export const renderStep: JobStep = {
  id: "render",
  title: "Render files",
  deadlineMs: 30_000,
  async run({ definition }) {
    const { project } = definition.rendered;
    return `compose.yaml with ${counted(Object.keys(project.services).length, "service")}`;
  },
};
