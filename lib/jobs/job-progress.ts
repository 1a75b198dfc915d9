import { isDeepStrictEqual } from "node:util";
import type { OutputLine, StepView } from "@/lib/api/contract/job-views";
import type { JobStep, StepId, StepReport } from "@/lib/jobs/job-step";
import { Throttle } from "@/lib/jobs/throttle";

/** A job whose output grows beyond this is shown without its further lines, and says so. */
const MAX_LINES = 20_000;
const MAX_LINE_CHARACTERS = 2000;

type Sinks = {
  now: () => Date;
  saveMs: number;
  notifyMs: number;
  saveSteps(steps: StepView[]): Promise<void>;
  saveLines(lines: OutputLine[]): Promise<void>;
  notify(): void;
};

/** Steps and output of a job that runs: kept whole in memory, told and stored at a bounded rate. */
export class JobProgress {
  readonly steps: StepView[];
  readonly lines: OutputLine[] = [];
  /** Changes with each change of the steps. */
  version = 0;
  readonly #sinks: Sinks;
  readonly #notify: Throttle;
  readonly #save: Throttle;
  #seq: number;
  #savedLines = 0;
  #saving: Promise<void> = Promise.resolve();

  constructor(steps: readonly JobStep[], lastSeq: number, sinks: Sinks) {
    this.steps = steps.map(({ id, title }) => ({
      id,
      title,
      state: "waiting",
      detail: "",
      startedAt: null,
      endedAt: null,
    }));
    this.#seq = lastSeq;
    this.#sinks = sinks;
    this.#notify = new Throttle(sinks.notifyMs, () => sinks.notify());
    this.#save = new Throttle(sinks.saveMs, () => {
      // What fails here is tried again with the next save; the one at the step's end reports it.
      this.#write().catch(() => {});
    });
  }

  begin(id: StepId): void {
    this.#change(id, { state: "running", startedAt: this.#sinks.now().toISOString() });
  }

  /** Whether it says anything that was not known. */
  report(id: StepId, report: StepReport): boolean {
    const step = this.#step(id);
    if (isDeepStrictEqual({ ...step, ...report }, step)) return false;
    this.#change(id, report);
    this.#save.ask();
    return true;
  }

  end(id: StepId, state: "done" | "failed", detail: string): void {
    this.#change(id, { state, detail, endedAt: this.#sinks.now().toISOString() });
  }

  /** What was not reached will not be. */
  skipRest(): void {
    for (const step of this.steps) {
      if (step.state === "waiting") step.state = "skipped";
    }
    this.#changed();
  }

  /** @param text already redacted */
  output(step: string, source: string, text: string): void {
    if (this.lines.length > MAX_LINES) return;
    const kept = this.lines.length === MAX_LINES ? "Further output is not kept" : text;
    this.#seq += 1;
    this.lines.push({
      seq: this.#seq,
      at: this.#sinks.now().toISOString(),
      step,
      source,
      text: kept.length > MAX_LINE_CHARACTERS ? `${kept.slice(0, MAX_LINE_CHARACTERS)}…` : kept,
    });
    this.#notify.ask();
    this.#save.ask();
  }

  /** All that there is, to the database, now. */
  async flush(): Promise<void> {
    this.#save.cancel();
    await this.#write();
  }

  close(): void {
    this.#notify.cancel();
    this.#save.cancel();
  }

  #step(id: StepId): StepView {
    const step = this.steps.find((candidate) => candidate.id === id);
    if (step === undefined) throw new Error(`the job has no step ${id}`);
    return step;
  }

  #change(id: StepId, change: Partial<StepView>): void {
    Object.assign(this.#step(id), change);
    this.#changed();
  }

  #changed(): void {
    this.version += 1;
    this.#notify.ask();
  }

  #write(): Promise<void> {
    const write = async () => {
      const upTo = this.lines.length;
      const lines = this.lines.slice(this.#savedLines, upTo);
      if (lines.length > 0) await this.#sinks.saveLines(lines);
      // A line is stored once only, also when the steps behind it are refused.
      this.#savedLines = upTo;
      await this.#sinks.saveSteps(structuredClone(this.steps));
    };
    this.#saving = this.#saving.then(write, write);
    return this.#saving;
  }
}
