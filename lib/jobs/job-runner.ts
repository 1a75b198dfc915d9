import type { JobSummaryView, JobView, OutputLine } from "@/lib/api/contract/job-views";
import { PanelError } from "@/lib/errors";
import { sleep } from "@/lib/jobs/abort";
import type { JobServices } from "@/lib/jobs/job-services";
import { isCancellable, jobSummaryOf, jobViewOf } from "@/lib/jobs/job-views";
import { RunningJob } from "@/lib/jobs/running-job";
import { stepsOf } from "@/lib/jobs/steps-of-verb";
import type { AuditRecord, JobIntent, JobRecord } from "@/lib/ports/stores";

/** Jobs at the same time; more would only make each slower on the servers that this is for. */
const PARALLEL = 4;
/** Between two attempts to claim a job whose verdict could not be written. */
const MAX_WAIT_MS = 5000;

type Listener = (job: JobRecord) => void;

/** Takes intents, carries them out in the background, and tells how they go. */
export class JobRunner {
  readonly #services: JobServices;
  /** Names this process in leases. */
  readonly #holder: string;
  readonly #running = new Map<string, RunningJob>();
  readonly #waiting: JobRecord[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #runs = new Set<Promise<void>>();
  /** Waiting or running: an unended job that was just submitted must not be recovered beside itself. */
  readonly #taken = new Set<string>();
  /** Asked for while the job was between its row and its run. */
  readonly #cancelled = new Set<string>();
  readonly #ended = new AbortController();

  constructor(services: JobServices, holder: string) {
    this.#services = services;
    this.#holder = holder;
  }

  /** @throws PanelError `stack-busy` */
  async submit(intent: JobIntent, audit: AuditRecord): Promise<JobView> {
    const job = await this.#services.jobs.create(intent, audit);
    await this.#services.failPoints("job/created");
    this.#enqueue(job);
    return jobViewOf(job);
  }

  /** Takes over what an earlier worker left unended; to be called once. */
  async recover(): Promise<number> {
    const unended = await this.#services.jobs.unended();
    for (const job of unended) this.#enqueue(job);
    return unended.length;
  }

  /** @throws PanelError `job-not-found`, `stack-busy` when the job is past the point of return */
  async cancel(idOrNumber: string, audit: AuditRecord): Promise<JobView> {
    const job = await this.find(idOrNumber);
    if (job.endedAt !== null || job.cancelRequested) return this.view(job);
    const { record, progress } = this.#running.get(job.id) ?? { record: job, progress: job };
    if (!isCancellable(record, progress.steps)) throw pastReturn(job);
    const asked = await this.#services.jobs.requestCancel(job.id, audit);
    const running = this.#running.get(job.id);
    if (running === undefined) this.#cancelled.add(job.id);
    // It may have gone on while that was written.
    else if (!running.cancel()) throw pastReturn(job);
    return this.view(asked ?? (await this.find(job.id)));
  }

  async find(idOrNumber: string): Promise<JobRecord> {
    const job = await this.#services.jobs.find(idOrNumber);
    if (job === null) {
      throw new PanelError("job-not-found", `There is no job ${idOrNumber}`, {
        fix: "Choose one of the list of jobs",
      });
    }
    return job;
  }

  /** With the steps as they are this moment. */
  view(job: JobRecord): JobView {
    const running = this.#runningOf(job);
    return running === undefined ? jobViewOf(job) : jobViewOf(running.record, running.progress.steps);
  }

  summary(job: JobRecord): JobSummaryView {
    const running = this.#runningOf(job);
    return running === undefined ? jobSummaryOf(job) : jobSummaryOf(running.record, running.progress.steps);
  }

  /** A verdict is in the database a moment before its run knows that it is there: what is stored counts then. */
  #runningOf(job: JobRecord): RunningJob | undefined {
    return job.endedAt === null ? this.#running.get(job.id) : undefined;
  }

  /** The job that is at work on the stack, or waits to be. */
  activeOf(stackId: string): JobRecord | null {
    for (const { record } of this.#running.values()) {
      if (record.stackId === stackId && record.endedAt === null) return record;
    }
    return this.#waiting.find((job) => job.stackId === stackId) ?? null;
  }

  active(): JobRecord[] {
    return [...[...this.#running.values()].map(({ record }) => record), ...this.#waiting];
  }

  /** Output lines of a job that runs, from memory; null when it does not. */
  liveLines(id: string): readonly OutputLine[] | null {
    return this.#running.get(id)?.progress.lines ?? null;
  }

  /** Told at every change of every job, at a bounded rate for each; returns what ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends every run without a verdict, and waits until nothing of them is left. */
  async stop(): Promise<void> {
    this.#ended.abort();
    this.#waiting.length = 0;
    for (const running of this.#running.values()) running.stop();
    await Promise.allSettled(this.#runs);
  }

  get #stopped(): boolean {
    return this.#ended.signal.aborted;
  }

  #enqueue(job: JobRecord): void {
    if (this.#taken.has(job.id)) return;
    this.#taken.add(job.id);
    this.#waiting.push(job);
    this.#tell(job);
    this.#fill();
  }

  #fill(): void {
    while (!this.#stopped && this.#runs.size < PARALLEL) {
      const job = this.#waiting.shift();
      if (job === undefined) return;
      const run = this.#toVerdict(job);
      this.#runs.add(run);
      void run.finally(() => {
        this.#runs.delete(run);
        this.#taken.delete(job.id);
        this.#fill();
      });
    }
  }

  /**
   * Runs the job until nothing is left to do for this worker. A database that cannot be written for longer than the
   * lease ends a run without a verdict: the job is claimed again once it can, and settled by what the engine shows.
   */
  async #toVerdict(job: JobRecord): Promise<void> {
    for (let waitMs = 250; !this.#stopped; waitMs = Math.min(2 * waitMs, MAX_WAIT_MS)) {
      try {
        if (await this.#run(job)) return;
      } catch (error) {
        this.#services.onFault(error);
      }
      // Only the end of this worker cuts the wait short.
      await sleep(waitMs, this.#ended.signal).catch(() => {});
    }
  }

  /** Whether the job has its verdict, or is another worker's. */
  async #run(job: JobRecord): Promise<boolean> {
    const { jobs, timings, now } = this.#services;
    const claimed = await jobs.claim(job.id, this.#holder, new Date(now().getTime() + timings.leaseMs));
    if (claimed === null) return true;
    const lastSeq = await jobs.lastSeq(job.id);
    const running = new RunningJob(claimed, stepsOf(claimed), this.#services, lastSeq, () =>
      this.#tell(running.record),
    );
    this.#running.set(job.id, running);
    if (this.#stopped) running.stop();
    if (this.#cancelled.delete(job.id)) running.cancel();
    try {
      if (await running.run()) return true;
    } finally {
      this.#running.delete(job.id);
      this.#tell(running.record);
    }
    const left = await jobs.find(job.id);
    return left === null || left.endedAt !== null || left.fence !== claimed.fence;
  }

  #tell(job: JobRecord): void {
    for (const listener of this.#listeners) listener(job);
  }
}

function pastReturn({ id, number }: JobRecord): PanelError {
  return new PanelError("stack-busy", `Job ${number} cannot be cancelled any more`, {
    fix: "Wait until it has ended",
    job: id,
  });
}
