import { type Check, failed, type PreflightInput, passed } from "@/lib/jobs/preflight/check";

const ID = "architecture";
const TITLE = "Processor";

export function checkArchitecture({ definition, info }: PreflightInput): Check {
  const { architectures } = definition.kind.needs(definition.revision.settings);
  if (architectures === undefined || architectures.includes(info.architecture)) {
    return passed(ID, TITLE, info.architecture);
  }
  return failed(
    "architecture-unsupported",
    ID,
    TITLE,
    `The engine's processor is ${info.architecture}; images exist for ${architectures.join(" and ")} only`,
    "Use a server with such a processor, or choose a version that has an image for this one",
  );
}
