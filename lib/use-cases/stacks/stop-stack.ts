import type { JobView } from "@/lib/api/contract/job-views";
import type { Caller } from "@/lib/use-cases/panel";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/** @throws PanelError `stack-busy` */
export async function stopStack(parts: PanelParts, idOrName: string, caller: Caller): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  return submitJob(parts, stack, caller, { verb: "stop", revision: stack.deployedRevision });
}
