import type { JobView } from "@/lib/api/contract/job-views";
import type { Caller } from "@/lib/use-cases/panel";
import { deployedRevisionOf, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/**
 * Removes containers and network; volumes, definition and secrets stay, so that a start makes them anew.
 * @throws PanelError `revision-not-found` when the stack was never deployed, `stack-busy`
 */
export async function takeDownStack(parts: PanelParts, idOrName: string, caller: Caller): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  return submitJob(parts, stack, caller, { verb: "down", revision: deployedRevisionOf(stack) });
}
