import { PanelError } from "@/lib/errors";
import {
  changeFunctions,
  functionOf,
  functionsOf,
  requireChangeable,
  requireRunning,
} from "@/lib/use-cases/functions/functions-of";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";

/** The whole folder. The audit entry is written first. */
export async function removeFunction(
  parts: PanelParts,
  { stack, function: name }: { stack: string; function: string },
  confirmName: string,
  caller: Caller,
): Promise<Record<string, never>> {
  const place = await functionsOf(parts, stack);
  requireChangeable(place, name);
  return changeFunctions(parts, place, async () => {
    await functionOf(parts, place, name);
    if (confirmName !== name) {
      throw new PanelError("confirmation-missing", "The name that was typed is not the function's", {
        fix: `Type ${name}`,
        issues: [{ field: "confirmName", message: `Type ${name}` }],
      });
    }
    requireRunning(place);
    await parts.stacks.recordAudit(audit(caller, `function ${name} deleted`, place.stack.name));
    await parts.volumeFiles.remove(place.container, place.spec.folder, [name]);
    return {};
  });
}
