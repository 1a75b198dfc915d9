import { toPanelError } from "@/lib/errors";
import { isTimeout } from "@/lib/jobs/abort";
import { loadDefinition } from "@/lib/jobs/definition";
import { inspectOwned, ownedContainers } from "@/lib/jobs/owned-containers";
import { isChanging } from "@/lib/jobs/reached-step";
import { recordOutcome } from "@/lib/jobs/record-outcome";
import { removeNetworks } from "@/lib/jobs/remove-networks";
import { removeOrphans } from "@/lib/jobs/remove-orphans";
import { repair } from "@/lib/jobs/repair";
import type { StepRun } from "@/lib/jobs/run-step";
import { settleAction } from "@/lib/jobs/settle-action";
import { settleData } from "@/lib/jobs/settle-data";
import { madeChanges, undoChanges } from "@/lib/jobs/undo-changes";

const ACTION_BEGUN = "Its command may have done its work: it can be run again.";

/**
 * Brings a cancelled job's stack to a state that can be named, at once, since services that Compose had stopped stay
 * down otherwise. Returns what is true then, as a sentence; what could not be settled is part of it.
 * @param reached the step that the job had come to
 */
export async function settleCancelled(run: StepRun, reached: string | null): Promise<string> {
  try {
    const settled = await settle(run, reached);
    return `Cancelled. ${settled}`;
  } catch (error) {
    if (run.signal.aborted && !isTimeout(run.signal.reason)) throw run.signal.reason;
    const { message } = toPanelError(error);
    return `Cancelled, but the stack could not be settled: ${run.redact(message)}. Deploy again, or remove it.`;
  }
}

async function settle(run: StepRun, reached: string | null): Promise<string> {
  const { engine, stacks } = run.services;
  const { job, stack, before } = run;
  const output = (text: string) => run.progress.output("cancel", "slipway", text);
  if (job.verb === "deploy" && (reached === "create" || reached === "start")) {
    await run.lease.hold();
    await repair(run.services, stack, output);
    const mayHaveRun = reached === "start" || (await startedAny(run));
    return (mayHaveRun ? await goOn(run) : null) ?? takeBack(run, output);
  }
  if (job.verb === "backup" || job.verb === "restore") {
    return (isChanging(reached) ? await settleData(run) : null) ?? "Nothing was changed.";
  }
  if (job.verb === "action") return ofAction(reached, isChanging(reached) ? await settleAction(run) : null);
  if (!isChanging(reached)) {
    await undoChanges(run, await madeChanges(run), output);
    // `wanted` was set when the job began; the stack goes on as it was before.
    await stacks.setWanted(stack.id, before.deployedRevision === null ? "draft" : before.wanted);
    return (await ownedContainers(engine, stack)).length === 0
      ? "Nothing had started."
      : `Nothing was changed: ${await whatRuns(run)}`;
  }
  // Past its start everything that was to run does, and goes on to; `wanted` says so since the job began.
  if (reached === "health" || reached === "probe") return whatRuns(run);
  await stacks.setWanted(stack.id, before.wanted === "removed" ? "stopped" : before.wanted);
  if (job.verb === "start" || job.verb === "restart") await repair(run.services, stack, output);
  return whatRuns(run);
}

function ofAction(reached: string | null, left: string | null): string {
  const done = !isChanging(reached) || reached === "pause" ? "Nothing was changed." : ACTION_BEGUN;
  return left === null ? done : `${done} ${left}`;
}

/** Undoes a deploy whose containers were being made: to the revision before, or to nothing. */
async function takeBack(run: StepRun, output: (text: string) => void): Promise<string> {
  const { engine, compose, stacks } = run.services;
  const { stack, job } = run;
  const { deployedRevision: before, wanted } = run.before;
  if (before === null) {
    for (const { id, name } of await ownedContainers(engine, stack)) {
      output(`Removes ${name}`);
      await engine.removeContainer(id);
    }
    await removeNetworks(engine, stack);
    // The create step named the job's revision: left so, the next cancel would take it for one to go back to.
    await recordOutcome(() => stacks.setDeployed(stack.id, null), run.signal);
    await stacks.setWanted(stack.id, "draft");
    return "What had been started was removed again; volumes were kept.";
  }
  const earlier = await loadDefinition(run.services, stack, before);
  await removeOrphans(engine, stack, earlier.rendered.project.services, output);
  const onOutput = (text: string) => run.progress.output("cancel", "compose", run.redact(text));
  const how = { signal: run.signal, onOutput, mayBegin: () => run.lease.hold() };
  await how.mayBegin();
  const made = await madeChanges(run);
  if (made.changes.length > 0) {
    // First what the data is in, alone: whatever else came up now would find it as the new revision wants it.
    const services = [...new Set(made.changes.map(({ service }) => service))];
    await compose.up(earlier.files, { ...how, services });
    await undoChanges(run, made, output);
  }
  if (wanted === "stopped") await compose.create(earlier.files, how);
  else await compose.up(earlier.files, how);
  await recordOutcome(() => stacks.setDeployed(stack.id, before), run.signal);
  await stacks.setWanted(stack.id, wanted === "stopped" ? "stopped" : "running");
  const what = before === job.revision ? "stays in place" : "is in place again";
  return `Revision ${before} ${what}: ${await whatRuns(run)}`;
}

/** Whether this run of the job has started a container. */
async function startedAny({ services, stack, shared: { up } }: StepRun): Promise<boolean> {
  if (up === null) return false;
  const containers = await inspectOwned(services.engine, stack);
  return containers.some(({ id, startedAt }) => startedAt !== null && startedAt !== up.before.get(id));
}

/** Brings the job's own revision up where what it started may have left data that the earlier one refuses; else null. */
async function goOn(run: StepRun): Promise<string | null> {
  const { compose, stacks } = run.services;
  const { stack, job, before } = run;
  if (before.deployedRevision === null || job.revision === null) return null;
  const [begun, earlier] = await Promise.all([
    loadDefinition(run.services, stack, job.revision),
    loadDefinition(run.services, stack, before.deployedRevision),
  ]);
  const problem = begun.kind.upgradeProblem?.(begun.input, earlier.input);
  if (problem === undefined) return null;
  const onOutput = (text: string) => run.progress.output("cancel", "compose", run.redact(text));
  await compose.up(begun.files, { signal: run.signal, onOutput, mayBegin: () => run.lease.hold() });
  await recordOutcome(() => stacks.setDeployed(stack.id, job.revision), run.signal);
  await stacks.setWanted(stack.id, "running");
  return `Revision ${job.revision} goes on, since there is no way back to ${before.deployedRevision}: ${problem.message}. ${await whatRuns(run)}`;
}

async function whatRuns(run: StepRun): Promise<string> {
  const containers = await inspectOwned(run.services.engine, run.stack);
  if (containers.length === 0) return "No container of the stack is there.";
  const running = containers.filter(({ state }) => state === "running").length;
  if (running === containers.length) return `all ${running} of its containers run.`;
  return `${running} of its ${containers.length} containers run.`;
}
