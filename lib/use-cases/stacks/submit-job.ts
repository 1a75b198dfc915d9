import type { JobAction, JobBackup, JobVerb, JobView } from "@/lib/api/contract/job-views";
import { dataNotWhole } from "@/lib/jobs/data-not-whole";
import type { StackRecord } from "@/lib/ports/stores";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, newId, type PanelParts } from "@/lib/use-cases/panel-parts";

type Order = {
  verb: JobVerb;
  revision: number | null;
  service?: string | null;
  removeVolumes?: readonly string[];
  action?: JobAction | null;
  backup?: JobBackup | null;
};

/** They are done also while the stack's data is not whole: one mends it, the others bring nothing up. */
const WITHOUT_DATA: ReadonlySet<JobVerb> = new Set(["restore", "stop", "down", "remove"]);

/**
 * Writes the intent with its audit record, and lets the runner carry it out.
 * @throws PanelError `stack-busy`, `data-incomplete` after a restore that was broken off
 */
export async function submitJob(
  parts: PanelParts,
  stack: StackRecord,
  caller: Caller,
  { verb, revision, service = null, removeVolumes = [], action = null, backup = null }: Order,
): Promise<JobView> {
  if (stack.restoring !== null && !WITHOUT_DATA.has(verb)) throw dataNotWhole(stack.name);
  const object = service ?? action?.id ?? (backup && `of the backup of ${backup.createdAt}`);
  const what = object === null ? verb : `${verb} ${object}`;
  return parts.runner.submit(
    {
      id: newId(parts),
      verb,
      stackId: stack.id,
      stackName: stack.name,
      kind: stack.kind,
      service,
      revision,
      removeVolumes,
      action,
      backup,
      startedBy: caller.who,
    },
    audit(caller, what, stack.name),
  );
}
