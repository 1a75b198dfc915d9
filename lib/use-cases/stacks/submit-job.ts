import type { JobAction, JobVerb, JobView } from "@/lib/api/contract/job-views";
import type { StackRecord } from "@/lib/ports/stores";
import type { Caller } from "@/lib/use-cases/panel";
import { audit, newId, type PanelParts } from "@/lib/use-cases/panel-parts";

type Order = {
  verb: JobVerb;
  revision: number | null;
  service?: string | null;
  removeVolumes?: readonly string[];
  action?: JobAction | null;
};

/** Writes the intent with its audit record, and lets the runner carry it out. @throws PanelError `stack-busy` */
export function submitJob(
  parts: PanelParts,
  stack: StackRecord,
  caller: Caller,
  { verb, revision, service = null, removeVolumes = [], action = null }: Order,
): Promise<JobView> {
  const object = service ?? action?.id ?? null;
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
      startedBy: caller.who,
    },
    audit(caller, what, stack.name),
  );
}
