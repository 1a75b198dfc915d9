import { type DueChanges, dataChangesSince, runDataCommand } from "@/lib/jobs/data-changes";
import { hasBegun } from "@/lib/jobs/reached-step";
import type { StepRun } from "@/lib/jobs/run-step";
import { broughtBack } from "@/lib/jobs/service-container";

/** Of an earlier run it is only known that it had begun with the step. */
export function mayHaveChangedData({ shared, job }: StepRun): boolean {
  return shared.changesData || hasBegun("change", job.steps);
}

/** What a deploy has, or may have, changed in its services' data; nothing when it had not come that far. */
export async function madeChanges(run: StepRun): Promise<DueChanges> {
  const { services, before } = run;
  if (!mayHaveChangedData(run)) return { changes: [], redact: (text) => text };
  return dataChangesSince(services.stacks, before.deployedRevision, run.definition());
}

/**
 * Sets back what the deploy changed in the data, last first, also what it may only have begun with: each undo ends in
 * the same state, whether there was something to set back or not.
 * @throws PanelError `data-change-failed`, `service-not-found`, and what engine and Compose refuse
 */
export async function undoChanges(
  run: StepRun,
  { changes, redact }: DueChanges,
  output: (text: string) => void,
): Promise<void> {
  const { services, lease, signal } = run;
  const say = (text: string) => output(redact(text));
  const mayBegin = () => lease.hold();
  for (const { service, title, undo } of [...changes].reverse()) {
    await mayBegin();
    const { id } = await broughtBack(run, service, { output: say, mayBegin });
    say(`Sets back: ${title}`);
    await mayBegin();
    await runDataCommand(services, undo, { service, id, signal, redact });
  }
}
