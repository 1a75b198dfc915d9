import { PanelError, toPanelError } from "@/lib/errors";
import { isTimeout } from "@/lib/jobs/abort";
import { type Definition, loadDefinition } from "@/lib/jobs/definition";
import { inspectOwned, isLeftover, isMadeFrom } from "@/lib/jobs/owned-containers";
import { isChanging } from "@/lib/jobs/reached-step";
import { recordOutcome } from "@/lib/jobs/record-outcome";
import { repair } from "@/lib/jobs/repair";
import type { StepRun } from "@/lib/jobs/run-step";
import { madeChanges, undoChanges } from "@/lib/jobs/undo-changes";
import { waitForEngine } from "@/lib/jobs/wait-for-engine";
import type { ContainerDetail } from "@/lib/ports/engine";

type Hashes = Readonly<Record<string, string>>;

/**
 * A deploy that fails between its first change and the record of it leaves containers that Compose has already made
 * from the new revision. The record is set to what the engine shows, since whatever is done to the stack next goes by
 * it; where that is the revision before, what was changed in its services' data is set back. Returns what is there then,
 * as a sentence; null where that is simply what is recorded.
 * @param reached the step that the job had come to
 */
export async function settleFailed(run: StepRun, reached: string | null): Promise<string | null> {
  const containers = isChanging(reached)
    ? await orSentence(run, "Which revision its containers are of could not be found out", () => settle(run))
    : null;
  const data = await orSentence(run, DATA_LEFT, () => settleData(run));
  return containers === null || data === null ? (containers ?? data) : `${containers} ${data}`;
}

const DATA_LEFT = "What it changed in the data could not be set back, so deploy this revision again";

async function orSentence(
  run: StepRun,
  failure: string,
  settled: () => Promise<string | null>,
): Promise<string | null> {
  try {
    return await settled();
  } catch (error) {
    if (run.signal.aborted && !isTimeout(run.signal.reason)) throw run.signal.reason;
    return `${failure}: ${run.redact(toPanelError(error).message)}`;
  }
}

/** The data goes with the record: a revision that is recorded as deployed keeps what was changed for it. */
async function settleData(run: StepRun): Promise<string | null> {
  const { services, stack, signal, progress } = run;
  const made = await madeChanges(run);
  if (made.changes.length === 0) return null;
  const recorded = (await services.stacks.find(stack.id))?.deployedRevision;
  if (recorded === run.definition().revision.number) return null;
  await waitForEngine(services, signal);
  await undoChanges(run, made, (text) => progress.output("job", "slipway", text));
  return `Set back as it was: ${made.changes.map(({ title }) => title).join(", ")}.`;
}

async function settle(run: StepRun): Promise<string | null> {
  const { services, stack, signal } = run;
  const definition = run.definition();
  const { number } = definition.revision;
  const recorded = (await services.stacks.find(stack.id))?.deployedRevision ?? null;
  if (recorded === number && isCreated(run)) return null;
  const say = (text: string) => run.progress.output("job", "slipway", text);
  say("Looks at what the deploy left");
  await waitForEngine(services, signal);
  await run.lease.hold();
  await repair(services, stack, say);
  const containers = (await inspectOwned(services.engine, stack)).filter((one) => !isLeftover(one));
  const mayBegin = () => run.lease.hold();
  const wanted = await services.compose.configHashes(definition.files, mayBegin);
  if (recorded !== number) {
    const before = recorded === null ? {} : await hashesOf(run, recorded);
    if (!areNew(containers, wanted, before)) return null;
    await run.lease.hold();
    await recordOutcome(() => services.stacks.setDeployed(stack.id, number), signal);
  }
  return whatIsThere(definition, containers, wanted);
}

/** All containers were made, by this run or an earlier one. */
function isCreated({ progress, job }: StepRun): boolean {
  return [...progress.steps, ...job.steps].some(({ id, state }) => id === "create" && state === "done");
}

/** Null where the revision cannot be rendered any more. */
async function hashesOf({ services, stack, lease }: StepRun, revision: number): Promise<Hashes | null> {
  try {
    const { files } = await loadDefinition(services, stack, revision);
    return await services.compose.configHashes(files, () => lease.hold());
  } catch (error) {
    if (error instanceof PanelError) return null;
    throw error;
  }
}

/** Whether one of them is of the new revision and not as well of the one before, as far as that is known. */
function areNew(containers: readonly ContainerDetail[], wanted: Hashes, before: Hashes | null): boolean {
  if (before === null) return containers.length > 0 && containers.every((one) => isMadeFrom(wanted, one));
  return containers.some((one) => isMadeFrom(wanted, one) && !isMadeFrom(before, one));
}

function whatIsThere(
  { revision, rendered }: Definition,
  containers: readonly ContainerDetail[],
  wanted: Hashes,
): string {
  const total = Object.keys(rendered.project.services).length;
  const made = containers.filter((one) => isMadeFrom(wanted, one)).length;
  if (made < total) {
    return `Of ${total} containers ${made} ${made === 1 ? "is" : "are"} of revision ${revision.number} and the rest older or missing: deploy again.`;
  }
  return containers.length === total
    ? `Its containers are those of revision ${revision.number} by now.`
    : `Its containers are those of revision ${revision.number} by now, beside older ones that it has no more: deploy again.`;
}
