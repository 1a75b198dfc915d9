import type { JobView } from "@/lib/api/contract/job-views";
import type { PlanView } from "@/lib/api/contract/stack-views";
import { PanelError } from "@/lib/errors";
import { loadDefinition } from "@/lib/jobs/definition";
import type { Caller } from "@/lib/use-cases/panel";
import { type PanelParts, stackOf } from "@/lib/use-cases/panel-parts";
import { planOf } from "@/lib/use-cases/stacks/plan-stack";
import { submitJob } from "@/lib/use-cases/stacks/submit-job";

/**
 * Applies a revision.
 * @param fingerprint of the plan that the person saw
 * @throws PanelError `plan-outdated` when something changed since, `confirmation-missing` when what would be lost was
 * not confirmed by a fingerprint, `service-not-found` when a service does not run whose data is to change,
 * `settings-invalid` when the kind refuses the step from what is deployed, `stack-busy`
 */
export async function deployStack(
  parts: PanelParts,
  idOrName: string,
  { revision, fingerprint }: { revision?: number | undefined; fingerprint?: string | undefined },
  caller: Caller,
): Promise<JobView> {
  const stack = await stackOf(parts, idOrName);
  const number = revision ?? stack.revision;
  await loadDefinition(parts.source, stack, number);
  // A first deploy finds nothing that it could destroy.
  if (fingerprint !== undefined || stack.deployedRevision !== null) {
    const plan = await planOf(parts, stack, number, parts.engine);
    if (fingerprint !== undefined && plan.fingerprint !== fingerprint) {
      throw new PanelError("plan-outdated", "The stack changed since this plan was made", {
        fix: "Look at the new plan, then apply it",
        plan,
      });
    }
    if (plan.refusal !== null) throw refused(plan.refusal, plan);
    if (plan.destructive && fingerprint === undefined) {
      throw new PanelError("confirmation-missing", "This plan deletes data: it must be confirmed", {
        fix: "Look at the plan and apply it with its fingerprint",
        plan,
      });
    }
  }
  return submitJob(parts, stack, caller, { verb: "deploy", revision: number });
}

function refused({ message, fix, field }: NonNullable<PlanView["refusal"]>, plan: PlanView): PanelError {
  if (field === null) return new PanelError("service-not-found", message, { fix, plan });
  return new PanelError("settings-invalid", message, { fix, plan, issues: [{ field, message }] });
}
