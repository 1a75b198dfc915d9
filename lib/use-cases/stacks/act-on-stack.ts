import type { JobView } from "@/lib/api/contract/job-views";
import { PanelError } from "@/lib/errors";
import { loadDefinition } from "@/lib/jobs/definition";
import { actionsOf } from "@/lib/jobs/job-action";
import type { Caller } from "@/lib/use-cases/panel";
import { deployedRevisionOf, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/**
 * Does one of the stack's actions.
 * @throws PanelError `not-found`, `confirmation-missing` when data is lost by it and the name that was typed is not the
 * stack's, `revision-not-found` when the stack was never deployed, `stack-busy`
 */
export async function actOnStack(
  parts: PanelParts,
  { stack: idOrName, action: id }: { stack: string; action: string },
  confirmName: string,
  caller: Caller,
): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  const revision = deployedRevisionOf(stack);
  const { kind, revision: deployed } = await loadDefinition(parts.source, stack, revision);
  const actions = actionsOf(kind, deployed.settings);
  const action = actions.find((one) => one.id === id);
  if (action === undefined) {
    throw new PanelError("not-found", `${stack.name} has no action “${id}”`, {
      fix: actions.length === 0 ? "It has none" : `It has: ${actions.map((one) => one.id).join(", ")}`,
    });
  }
  if (action.warning !== undefined && confirmName !== stack.name) {
    throw new PanelError("confirmation-missing", "The name that was typed is not the stack's", {
      fix: `Type ${stack.name} to go on. ${action.warning}`,
      issues: [{ field: "confirmName", message: `Type ${stack.name}` }],
    });
  }
  const { title } = action;
  return submitJob(parts, stack, caller, { verb: "action", revision, action: { id, title } });
}
