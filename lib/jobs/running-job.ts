import { errorViewOf } from "@/lib/api/contract/error-view";
import type { StepView } from "@/lib/api/contract/job-views";
import { PanelError, toPanelError } from "@/lib/errors";
import { loadDefinition, redactorOf } from "@/lib/jobs/definition";
import { JobCancelledSignal, WorkerStoppingSignal } from "@/lib/jobs/job-ends";
import { JobProgress } from "@/lib/jobs/job-progress";
import type { JobServices } from "@/lib/jobs/job-services";
import type { JobStep, SharedBySteps, StepContext } from "@/lib/jobs/job-step";
import { Lease, LeaseLostError } from "@/lib/jobs/lease";
import { isChanging, isPastReturn, reachedStep, withEarlierSteps } from "@/lib/jobs/reached-step";
import { runStep, type StepRun } from "@/lib/jobs/run-step";
import { remembersRunning, runningServices } from "@/lib/jobs/running-services";
import { settleAction } from "@/lib/jobs/settle-action";
import { settleCancelled } from "@/lib/jobs/settle-cancelled";
import { settleData } from "@/lib/jobs/settle-data";
import { settleFailed } from "@/lib/jobs/settle-failed";
import { redacted, withEvidence } from "@/lib/jobs/told-error";
import { mayHaveChangedData } from "@/lib/jobs/undo-changes";
import { waitForEngine } from "@/lib/jobs/wait-for-engine";
import type { JobRecord, StackBefore, StackRecord } from "@/lib/ports/stores";

type Verdict = { state: "succeeded" | "failed" | "cancelled"; error: JobRecord["error"] };

/** More claims than this mean that the job itself brings the worker down. */
const MAX_CLAIMS = 5;
/** And more than this, that looking at what the job left does too. */
const MAX_CLAIMS_TO_SETTLE = MAX_CLAIMS + 3;
const NOT_LOOKED_AT = "What it left was not looked at, since that was interrupted as well: deploy again.";
const SETTLE_DEADLINE_MS = 180_000;

const WANTED: Partial<Record<JobRecord["verb"], StackRecord["wanted"]>> = {
  deploy: "running",
  start: "running",
  restart: "running",
  stop: "stopped",
  down: "stopped",
  remove: "removed",
};

/** What is done about what a failed job of the verb left; nothing for the others. */
const SETTLE: Partial<
  Record<JobRecord["verb"], (run: StepRun, reached: string | null) => Promise<string | null>>
> = {
  deploy: settleFailed,
  action: settleAction,
  backup: settleData,
  restore: settleData,
};

/** One run of a claimed job, from its first step to the verdict. */
export class RunningJob {
  record: JobRecord;
  readonly progress: JobProgress;
  readonly #steps: readonly JobStep[];
  readonly #services: JobServices;
  readonly #lost = new AbortController();
  readonly #stopping = new AbortController();
  readonly #cancelled = new AbortController();
  readonly #signal = AbortSignal.any([this.#lost.signal, this.#stopping.signal, this.#cancelled.signal]);
  readonly #lease: Lease;
  readonly #resumed: boolean;
  readonly #earlier: readonly StepView[];

  /** @param record as claimed; @param lastSeq of the output that is stored */
  constructor(
    record: JobRecord,
    steps: readonly JobStep[],
    services: JobServices,
    lastSeq: number,
    onChange: () => void,
  ) {
    this.record = record;
    this.#steps = steps;
    this.#services = services;
    this.#resumed = record.fence > 1;
    this.#earlier = record.steps;
    const { timings, jobs, now } = services;
    this.#lease = new Lease(jobs, record, now, timings.leaseMs, (lost) => this.#lost.abort(lost));
    this.progress = new JobProgress(steps, lastSeq, {
      now,
      saveMs: timings.saveMs,
      notifyMs: timings.notifyMs,
      notify: onChange,
      saveLines: (lines) => jobs.appendOutput(record.id, lines),
      saveSteps: async (view) => {
        const steps = withEarlierSteps(view, this.#earlier);
        if (!(await jobs.saveSteps(record.id, this.#lease.fence, steps))) throw this.#lease.refused();
      },
    });
  }

  /** Whether it does: not once a step without a way back has begun, in this run or an earlier one. */
  cancel(): boolean {
    if (isPastReturn([...this.#earlier, ...this.progress.steps])) return false;
    this.record = { ...this.record, cancelRequested: true };
    this.#cancelled.abort(new JobCancelledSignal());
    return true;
  }

  /** Ends the run without a verdict. */
  stop(): void {
    this.#stopping.abort(new WorkerStoppingSignal());
  }

  /** Whether the job has a verdict now: not when the worker ends or another one took it. */
  async run(): Promise<boolean> {
    this.#lease.start();
    try {
      await this.#services.failPoints("job/claimed");
      const verdict = await this.#carryOut().catch((error: unknown) => this.#failed(error));
      if (verdict === null) return false;
      await this.#services.failPoints("job/before-end");
      return await this.#end(verdict);
    } catch (error) {
      if (error instanceof LeaseLostError || error instanceof WorkerStoppingSignal) return false;
      throw error;
    } finally {
      this.#lease.stop();
      this.progress.close();
    }
  }

  async #carryOut(): Promise<Verdict | null> {
    const { stacks } = this.#services;
    const stack = await stacks.find(this.record.stackId);
    if (stack === null) return this.#withoutStack();
    const run = await this.#stepRun(stack);
    try {
      if (this.record.cancelRequested && !isPastReturn(this.#earlier)) throw new JobCancelledSignal();
      await this.#prepare(run);
      for (const step of this.#steps) await runStep(step, run);
      return { state: "succeeded", error: null };
    } catch (thrown) {
      const error = this.#signal.aborted ? this.#signal.reason : thrown;
      await endUp(run.shared, error);
      if (error instanceof LeaseLostError || error instanceof WorkerStoppingSignal) return null;
      this.progress.skipRest();
      if (error instanceof JobCancelledSignal) return await this.#settleCancelled(run);
      return this.#failed(error, run.redact, await this.#settleFailed(run));
    }
  }

  /** @param left what the failed job left, as a sentence: the first line of the evidence */
  #failed(
    thrown: unknown,
    redact: StepContext["redact"] = (text) => text,
    left: string | null = null,
  ): Verdict {
    if (thrown instanceof LeaseLostError || thrown instanceof WorkerStoppingSignal) throw thrown;
    const error = toPanelError(thrown);
    if (error.code === "unexpected") this.#services.onFault(thrown);
    this.progress.skipRest();
    return { state: "failed", error: errorViewOf(redacted(withEvidence(error, left), redact)) };
  }

  async #prepare({ stack, before }: StepRun): Promise<void> {
    if (this.#resumed) {
      this.progress.output("job", "slipway", "The job was interrupted: it goes on from its first step");
      if (this.record.fence > MAX_CLAIMS) {
        throw new PanelError("job-interrupted", "The job was interrupted again and again", {
          fix: "Look at the worker's log for the cause, then start the job again",
        });
      }
      await waitForEngine(this.#services, this.#signal);
    }
    // What is done to one service says nothing of the others.
    const wanted = this.record.service === null ? WANTED[this.record.verb] : undefined;
    const isRemembered = wanted !== undefined || remembersRunning(this.record.verb);
    if (isRemembered && this.record.before === null) {
      const saved = await this.#services.jobs.saveBefore(this.record.id, this.#lease.fence, before);
      if (!saved) throw this.#lease.refused();
    }
    if (wanted !== undefined && wanted !== stack.wanted) {
      await this.#lease.hold();
      await this.#services.stacks.setWanted(stack.id, wanted);
    }
  }

  async #stepRun(stack: StackRecord): Promise<StepRun> {
    const revision = this.record.revision ?? stack.deployedRevision ?? stack.revision;
    // Stopping and removing go by the engine alone, so a definition that cannot be read does not forbid them.
    const loaded = await loadDefinition(this.#services, stack, revision).then(
      (definition) => ({ definition }),
      (error: unknown) => ({ error }),
    );
    const redact = "definition" in loaded ? redactorOf(loaded.definition) : (text: string) => text;
    const shared: SharedBySteps = { up: null, changesData: false, restored: null };
    return {
      job: this.record,
      stack,
      before: this.record.before ?? (await this.#before(stack)),
      services: this.#services,
      progress: this.progress,
      lease: this.#lease,
      signal: this.#signal,
      resumed: this.#resumed,
      shared,
      redact: (text) => redact(shared.restored?.redact(text) ?? text),
      definition: () => {
        if (shared.restored !== null) return shared.restored.definition;
        if ("definition" in loaded) return loaded.definition;
        throw loaded.error;
      },
    };
  }

  async #before({ id, name, deployedRevision, wanted }: StackRecord): Promise<StackBefore> {
    const before = { deployedRevision, wanted };
    if (!remembersRunning(this.record.verb)) return before;
    await waitForEngine(this.#services, this.#signal);
    return { ...before, ...(await runningServices(this.#services.engine, { id, name })) };
  }

  /** Only a removal that had got to its end meets no stack; anything else lost its object. */
  #withoutStack(): Verdict {
    if (this.record.verb === "remove") {
      for (const { id } of this.#steps) this.progress.end(id, "done", "");
      return { state: "succeeded", error: null };
    }
    this.progress.skipRest();
    const error = new PanelError("stack-not-found", `${this.record.stackName} was removed`);
    return { state: "failed", error: errorViewOf(error) };
  }

  async #settleCancelled(run: StepRun): Promise<Verdict> {
    const message = await settleCancelled({ ...run, signal: this.#settleSignal() }, this.#reached());
    return { state: "cancelled", error: { code: "job-cancelled", message } };
  }

  /** What a failed job left, where that is not simply what is recorded as deployed. */
  async #settleFailed(run: StepRun): Promise<string | null> {
    const { verb, fence } = this.record;
    const reached = this.#reached();
    const changed = isChanging(reached) || mayHaveChangedData(run);
    const settle = SETTLE[verb];
    if (settle === undefined || !changed) return null;
    const settling = { ...run, signal: this.#settleSignal() };
    const left = fence > MAX_CLAIMS_TO_SETTLE ? NOT_LOOKED_AT : await settle(settling, reached);
    if (left !== null) this.progress.output("job", "slipway", left);
    return left;
  }

  #reached(): string | null {
    return reachedStep(this.progress.steps, this.#earlier);
  }

  /** No cancelling ends it: what is settled is the state that the job leaves. */
  #settleSignal(): AbortSignal {
    return AbortSignal.any([
      this.#lost.signal,
      this.#stopping.signal,
      AbortSignal.timeout(SETTLE_DEADLINE_MS),
    ]);
  }

  /** The verdict must reach the database: without it the stack would stay busy until the next start. */
  async #end(verdict: Verdict): Promise<boolean> {
    const { jobs, now } = this.#services;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.progress.flush();
        const written = await jobs.end(this.record.id, this.#lease.fence, {
          ...verdict,
          steps: structuredClone(this.progress.steps),
        });
        if (!written) throw this.#lease.refused();
        this.record = { ...this.record, ...verdict, steps: this.progress.steps, endedAt: now() };
        return true;
      } catch (error) {
        if (error instanceof LeaseLostError || attempt >= 20) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.min(5000, 100 * 2 ** attempt)));
      }
    }
  }
}

/** An `up` that no step awaits any more: the stack is settled, and free for the next job, once Compose is gone. */
async function endUp({ up }: SharedBySteps, reason: unknown): Promise<void> {
  up?.abort(reason);
  // What failed is known already; this one's failure is the abort's echo.
  await up?.ended.catch(() => {});
}
