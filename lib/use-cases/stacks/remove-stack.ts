import type { JobView } from "@/lib/api/contract/job-views";
import { PanelError } from "@/lib/errors";
import { ownedVolumes } from "@/lib/jobs/owned-volumes";
import type { Caller } from "@/lib/use-cases/panel";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/**
 * Removes containers, network and definition, and of the volumes those that were named.
 * @throws PanelError `confirmation-missing` when the typed name is another one, `input-invalid` for a volume that is not
 * the stack's, `stack-busy`
 */
export async function removeStack(
  parts: PanelParts,
  idOrName: string,
  { confirmName, removeVolumes }: { confirmName: string; removeVolumes: readonly string[] },
  caller: Caller,
): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  if (confirmName !== stack.name) {
    throw new PanelError("confirmation-missing", "The name that was typed is not the stack's", {
      fix: `Type ${stack.name} to remove it`,
      issues: [{ field: "confirmName", message: `Type ${stack.name}` }],
    });
  }
  if (removeVolumes.length > 0) {
    const own = new Set((await ownedVolumes(parts.engine, stack)).map(({ name }) => name));
    const foreign = removeVolumes.filter((name) => !own.has(name));
    if (foreign.length > 0) {
      throw new PanelError("input-invalid", `${stack.name} has no volume ${foreign.join(", ")}`, {
        fix: `Its volumes are: ${[...own].join(", ") || "none"}`,
        issues: [{ field: "removeVolumes", message: "Not a volume of this stack" }],
      });
    }
  }
  return submitJob(parts, stack, caller, { verb: "remove", revision: stack.deployedRevision, removeVolumes });
}
