import { isOwned } from "@/lib/jobs/owned-containers";
import {
  type Check,
  failed,
  gibibytes,
  type PreflightInput,
  passed,
  warned,
} from "@/lib/jobs/preflight/check";

const ID = "memory";
const TITLE = "Memory";

export async function checkMemory(input: PreflightInput): Promise<Check> {
  const { definition, services, info, containers } = input;
  const { memoryBytes } = definition.kind.needs(definition.revision.settings);
  const needs = gibibytes(memoryBytes);
  if (info.memoryBytes < memoryBytes) {
    return failed(
      "memory-too-small",
      ID,
      TITLE,
      `The server has ${gibibytes(info.memoryBytes)} of memory, and the stack needs about ${needs}`,
      "Use a server with more memory, or switch parts of the stack off in its settings",
    );
  }
  const { memoryAvailableBytes } = await services.host.reading();
  const stack = { id: definition.stackId, name: definition.name };
  const runs = containers.some((container) => container.state === "running" && isOwned(stack, container));
  if (!runs && memoryAvailableBytes < memoryBytes) {
    return warned(
      ID,
      TITLE,
      `${gibibytes(memoryAvailableBytes)} available, and the stack needs about ${needs}`,
      "It may be slow or be ended by the system: stop another stack first",
    );
  }
  return passed(ID, TITLE, `${gibibytes(memoryAvailableBytes)} available, about ${needs} needed`);
}
