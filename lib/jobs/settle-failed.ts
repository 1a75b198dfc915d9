import { toPanelError } from "@/lib/errors";
import { isTimeout } from "@/lib/jobs/abort";
import { counted } from "@/lib/jobs/counted";
import { type Definition, loadDefinition } from "@/lib/jobs/definition";
import { HASH_LABEL, inspectOwned, isLeftover, serviceOf } from "@/lib/jobs/owned-containers";
import { recordOutcome } from "@/lib/jobs/record-outcome";
import { repair } from "@/lib/jobs/repair";
import type { StepRun } from "@/lib/jobs/run-step";
import { waitForEngine } from "@/lib/jobs/wait-for-engine";
import type { Compose } from "@/lib/ports/compose";
import type { ContainerDetail } from "@/lib/ports/engine";

type Hashes = Readonly<Record<string, string>>;

/**
 * A deploy that fails between its first change and the record of it leaves containers that Compose has already made
 * from the new revision. The record is set to what the engine shows, since whatever is done to the stack next goes by
 * it. Returns what is there then, as a sentence; null where the record needed no change.
 */
export async function settleFailed(run: StepRun): Promise<string | null> {
  try {
    return await settle(run);
  } catch (error) {
    if (run.signal.aborted && !isTimeout(run.signal.reason)) throw run.signal.reason;
    return `Which revision its containers are of could not be found out: ${run.redact(toPanelError(error).message)}`;
  }
}

async function settle(run: StepRun): Promise<string | null> {
  const { services, stack, signal } = run;
  const definition = run.definition();
  const { number } = definition.revision;
  const recorded = (await services.stacks.find(stack.id))?.deployedRevision ?? null;
  if (recorded === number) return null;
  await waitForEngine(services, signal);
  await run.lease.hold();
  await repair(services, stack, (text) => run.progress.output("job", "slipway", text));
  const containers = (await inspectOwned(services.engine, stack)).filter((one) => !isLeftover(one));
  const wanted = await services.compose.configHashes(definition.files);
  const before = recorded === null ? {} : await hashesOf(services.compose, run, recorded);
  if (!containers.some((one) => isOf(one, wanted) && !isOf(one, before))) return null;
  await recordOutcome(() => services.stacks.setDeployed(stack.id, number), signal);
  return whatIsThere(definition, containers, wanted);
}

async function hashesOf(compose: Compose, { services, stack }: StepRun, revision: number): Promise<Hashes> {
  return compose.configHashes((await loadDefinition(services, stack, revision)).files);
}

function isOf(container: ContainerDetail, hashes: Hashes): boolean {
  const hash = container.labels[HASH_LABEL];
  return hash !== undefined && hash === hashes[serviceOf(container)];
}

function whatIsThere(
  { revision, rendered }: Definition,
  containers: readonly ContainerDetail[],
  wanted: Hashes,
): string {
  const total = Object.keys(rendered.project.services).length;
  const made = containers.filter((one) => isOf(one, wanted)).length;
  return made === total && containers.length === total
    ? `Its containers are those of revision ${revision.number} by now.`
    : `Of the stack's ${counted(total, "container")} ${made} are those of revision ${revision.number}, the others are not: deploy again.`;
}
