import type { JobView } from "@/lib/api/contract/job-views";
import { volumesOf } from "@/lib/jobs/volume-places";
import type { Caller } from "@/lib/use-cases/panel";
import { deployedRevisionOf, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { deployedDefinition } from "@/lib/use-cases/stack-backups/list-stack-backups";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/**
 * Backs up a stack's data.
 * @throws PanelError `revision-not-found` when the stack was never deployed, `input-invalid` when it has no data that
 * could be backed up, `data-incomplete`, `stack-busy`
 */
export async function backUpStack(parts: PanelParts, idOrName: string, caller: Caller): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  volumesOf(await deployedDefinition(parts, stack));
  return submitJob(parts, stack, caller, { verb: "backup", revision: deployedRevisionOf(stack) });
}
