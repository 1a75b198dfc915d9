import type { JobView } from "@/lib/api/contract/job-views";
import type { Caller } from "@/lib/use-cases/panel";
import { deployedRevisionOf, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { assertService } from "@/lib/use-cases/stacks/service-of-stack";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/**
 * Starts the stack, or one service of it: that one's container alone, as it is.
 * @throws PanelError `service-not-found`, `revision-not-found` when the stack was never deployed, `stack-busy`
 */
export async function startStack(
  parts: PanelParts,
  idOrName: string,
  service: string | undefined,
  caller: Caller,
): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  const revision = deployedRevisionOf(stack);
  if (service !== undefined) await assertService(parts, stack, service);
  return submitJob(parts, stack, caller, { verb: "start", revision, service: service ?? null });
}
