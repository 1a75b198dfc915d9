import { PanelError, toPanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import type { FailPointPlace } from "@/lib/jobs/fail-points";
import type { JobProgress } from "@/lib/jobs/job-progress";
import type { JobServices } from "@/lib/jobs/job-services";
import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import type { Lease } from "@/lib/jobs/lease";
import { isEngineSilence, waitForEngine } from "@/lib/jobs/wait-for-engine";
import type { JobRecord, StackBefore, StackRecord } from "@/lib/ports/stores";

/** What all steps of a run share. */
export type StepRun = {
  job: JobRecord;
  stack: StackRecord;
  /** The stack before the job's first change, which an earlier run may have made. */
  before: StackBefore;
  services: JobServices;
  progress: JobProgress;
  lease: Lease;
  signal: AbortSignal;
  resumed: boolean;
  shared: StepContext["shared"];
  redact(text: string): string;
  /** Throws when the definition could not be loaded. */
  definition(): Definition;
};

/** How often a step is begun anew after the engine had gone silent and came back. */
const MAX_ENGINE_LOSSES = 3;
const EVIDENCE_LINES = 5;

/** Carries out one step: told, stored, within its deadline, only while the lease is held. */
export async function runStep(step: JobStep, run: StepRun): Promise<void> {
  const { progress, lease } = run;
  await lease.hold();
  run.signal.throwIfAborted();
  progress.begin(step.id);
  try {
    await progress.flush();
    const detail = await attempts(step, run);
    await run.services.failPoints(`${run.job.verb}/${step.id}/before-record`);
    progress.end(step.id, "done", detail);
  } catch (error) {
    const told = run.signal.aborted ? String(run.signal.reason?.message) : toPanelError(error).message;
    progress.end(step.id, "failed", run.redact(told));
    throw error;
  }
}

async function attempts(step: JobStep, run: StepRun): Promise<string> {
  for (let losses = 0; ; losses += 1) {
    try {
      return await attempt(step, run);
    } catch (error) {
      if (!isEngineSilence(error) || step.id === "preflight" || losses >= MAX_ENGINE_LOSSES) throw error;
      run.progress.output(step.id, "slipway", "The engine does not answer: waiting for it");
      if (!(await waitForEngine(run.services, run.signal))) throw error;
    }
  }
}

async function attempt(step: JobStep, run: StepRun): Promise<string> {
  const deadline = new AbortController();
  const signal = AbortSignal.any([run.signal, deadline.signal]);
  const expire = () => deadline.abort(deadlinePassed(step, run.progress));
  let timer = setTimeout(expire, step.deadlineMs);
  let ended = false;
  const holdOn = async () => {
    await run.lease.hold();
    signal.throwIfAborted();
  };
  const context: StepContext = {
    job: run.job,
    stack: run.stack,
    before: run.before,
    services: run.services,
    signal,
    resumed: run.resumed,
    shared: run.shared,
    redact: run.redact,
    get definition() {
      return run.definition();
    },
    report: (report) => {
      // What a step had begun may still call after the step's end.
      if (ended) return;
      if (!run.progress.report(step.id, report)) return;
      // Only a change is progress: what stays as it is lets the deadline come nearer.
      clearTimeout(timer);
      timer = setTimeout(expire, step.deadlineMs);
    },
    output: (source, text) => run.progress.output(step.id, source, run.redact(text)),
    holdOn,
    effect: async (effect) => {
      await holdOn();
      await point("before-effect");
      const result = await effect();
      await point("after-effect");
      return result;
    },
    failPoint: (place) => point(place),
  };
  const point = (place: FailPointPlace) => run.services.failPoints(`${run.job.verb}/${step.id}/${place}`);
  try {
    await point("begin");
    return await step.run(context);
  } catch (error) {
    if (!signal.aborted) throw error;
    // What a step throws after an abort is an echo of the abort.
    if (run.signal.aborted || step.explainLate === undefined) throw signal.reason;
    throw await step.explainLate(context, signal.reason).catch(() => signal.reason);
  } finally {
    ended = true;
    clearTimeout(timer);
  }
}

function deadlinePassed(step: JobStep, progress: JobProgress): PanelError {
  const detail = progress.steps.find(({ id }) => id === step.id)?.detail ?? "";
  const minutes = Math.round(step.deadlineMs / 6000) / 10;
  return new PanelError(
    "deadline-passed",
    `${step.title} made no progress for ${minutes} minutes${detail === "" ? "" : `: ${detail}`}`,
    {
      fix: "Look at the output and at the logs of the service that it waits for, then deploy again",
      // Also of the step before: one run of Compose goes through two.
      evidence: progress.lines.slice(-EVIDENCE_LINES).map(({ text }) => text),
    },
  );
}
