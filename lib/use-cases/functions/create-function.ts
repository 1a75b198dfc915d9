import type { FunctionView } from "@/lib/api/contract/functions";
import { PanelError } from "@/lib/errors";
import { functionNameProblem } from "@/lib/functions/function-name";
import { sampleFiles } from "@/lib/functions/sample";
import { viewOf } from "@/lib/use-cases/functions/function-views";
import {
  changeFunctions,
  findFunction,
  functionOf,
  functionsOf,
} from "@/lib/use-cases/functions/functions-of";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, type PanelParts } from "@/lib/use-cases/panel-parts";

/** The audit entry is written first: without it nothing is changed. */
export async function createFunction(
  parts: PanelParts,
  stack: string,
  name: string,
  caller: Caller,
): Promise<FunctionView> {
  requireFunctionName(name);
  const place = await functionsOf(parts, stack);
  return changeFunctions(parts, place, async () => {
    if (place.spec.protected.includes(name) || (await findFunction(parts, place, name)) !== null) {
      throw functionNameTaken(name);
    }
    await parts.stacks.recordAudit(audit(caller, `function ${name} created`, place.stack.name));
    const encoder = new TextEncoder();
    const files = Object.entries(sampleFiles(name)).map(([path, text]) => ({
      path: `${name}/${path}`,
      content: encoder.encode(text),
    }));
    await parts.volumeFiles.write(place.container, place.spec.folder, files);
    return viewOf(place, await functionOf(parts, place, name));
  });
}

/** @throws PanelError `name-invalid` */
export function requireFunctionName(name: string): void {
  const message = functionNameProblem(name);
  if (message === undefined) return;
  throw new PanelError("name-invalid", `“${name}” cannot be a function's name`, {
    fix: message,
    issues: [{ field: "name", message }],
  });
}

export function functionNameTaken(name: string): PanelError {
  const message = `There is a function ${name} already`;
  return new PanelError("name-taken", message, {
    fix: "Choose another name, or open that one",
    issues: [{ field: "name", message }],
  });
}
