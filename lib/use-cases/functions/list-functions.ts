import type { FunctionListView, FunctionView } from "@/lib/api/contract/functions";
import { PanelError } from "@/lib/errors";
import { readVolume } from "@/lib/functions/read-volume";
import { serviceView, summaryOf, viewOf } from "@/lib/use-cases/functions/function-views";
import { functionOf, functionsOf } from "@/lib/use-cases/functions/functions-of";
import type { PanelParts } from "@/lib/use-cases/panel-parts";

const READ_TIMEOUT_MS = 60_000;

/** @throws PanelError `not-found` for a stack without functions, `functions-unavailable` before its first deploy */
export async function listFunctions(parts: PanelParts, stack: string): Promise<FunctionListView> {
  const place = await functionsOf(parts, stack);
  const { container, spec } = place;
  const entries = await parts.volumeFiles.entries(
    container,
    spec.folder,
    AbortSignal.timeout(READ_TIMEOUT_MS),
  );
  if (entries === null) {
    throw new PanelError(
      "functions-unavailable",
      `There is no folder ${spec.folder} in the container of ${spec.service}`,
      {
        fix: "Deploy the stack: its container is then made anew, with the volume at its place",
      },
    );
  }
  const { folders, others } = await readVolume(entries);
  return {
    service: serviceView(place),
    functions: folders.map((folder) => summaryOf(place, folder)),
    others: [...others],
  };
}

export async function showFunction(parts: PanelParts, stack: string, name: string): Promise<FunctionView> {
  const place = await functionsOf(parts, stack);
  return viewOf(place, await functionOf(parts, place, name));
}
