import type { JobView } from "@/lib/api/contract/job-views";
import { PanelError } from "@/lib/errors";
import type { Caller } from "@/lib/use-cases/panel";
import { deployedRevisionOf, type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/** @throws PanelError `service-not-found`, `revision-not-found` when the stack was never deployed, `stack-busy` */
export async function restartStack(
  parts: PanelParts,
  idOrName: string,
  service: string | undefined,
  caller: Caller,
): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  const revision = deployedRevisionOf(stack);
  if (service !== undefined) {
    const { services } = await parts.profiles.of(stack);
    if (!services.some(({ name }) => name === service)) {
      throw new PanelError("service-not-found", `${stack.name} has no service ${service}`, {
        fix: `It has: ${services.map(({ name }) => name).join(", ")}`,
      });
    }
  }
  return submitJob(parts, stack, caller, { verb: "restart", revision, service: service ?? null });
}
