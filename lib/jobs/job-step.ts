import type { JobVerb, StepView } from "@/lib/api/contract/job-views";
import type { PanelError } from "@/lib/errors";
import type { Definition } from "@/lib/jobs/definition";
import type { FailPointPlace } from "@/lib/jobs/fail-points";
import type { JobServices } from "@/lib/jobs/job-services";
import type { JobRecord, StackBefore, StackRecord } from "@/lib/ports/stores";
import type { Redactor } from "@/lib/secrets/redaction";

export const STEP_IDS = [
  "preflight",
  "render",
  "pull",
  "change",
  "create",
  "start",
  "health",
  "probe",
  "restart",
  "verify",
  "pause",
  "act",
  "archive",
  "empty",
  "fill",
  "revise",
  "resume",
  "prove",
  "stop",
  "remove-containers",
  "remove-networks",
  "remove-volumes",
  "forget",
] as const;
export type StepId = (typeof STEP_IDS)[number];

/** What a step may say of itself while it runs. */
export type StepReport = Partial<Pick<StepView, "detail" | "checks" | "pull" | "services" | "probes">>;

/** An `up` of Compose that the create step begins and the start step ends. */
export type RunningUp = {
  /** Every container exists: Compose creates all before it starts the first. */
  created: Promise<void>;
  ended: Promise<void>;
  /** Start times by container as they were before. */
  before: ReadonlyMap<string, string | null>;
  abort(reason: unknown): void;
};

export type SharedBySteps = {
  up: RunningUp | null;
  /** The change of data has begun: what came of it is not known before it is set back or the deploy has succeeded. */
  changesData: boolean;
  /** The revision that a restore goes on with, where it is another than it began with. */
  restored: { definition: Definition; redact: Redactor } | null;
};

export type StepContext = {
  readonly job: JobRecord;
  readonly stack: StackRecord;
  /** The stack before the job's first change, which an earlier run may have made. */
  readonly before: StackBefore;
  /** Of the job's revision, or of the one that a restore has saved. */
  readonly definition: Definition;
  readonly services: JobServices;
  /** Aborts on cancel, on the loss of the lease, on the step's deadline, and when the worker ends. */
  readonly signal: AbortSignal;
  /** The job was begun by a worker that is gone. */
  readonly resumed: boolean;
  /** Left by one step of this run for the next. */
  readonly shared: SharedBySteps;
  /** What it changes also counts as progress: the step's deadline begins anew. */
  report(report: StepReport): void;
  output(source: string, text: string): void;
  redact(text: string): string;
  /**
   * Every call that changes something goes through here: only while the lease is held, and with the places where
   * tests kill the worker.
   */
  effect<T>(run: () => Promise<T>): Promise<T>;
  /** Within an effect, after a wait and before the next call that changes something: throws once the lease is lost. */
  readonly holdOn: () => Promise<void>;
  failPoint(place: FailPointPlace): Promise<void>;
};

/**
 * One step of a job. Running it again after any interruption ends in the same state, so a job that is resumed begins
 * with its first step.
 */
export type JobStep = {
  id: StepId;
  title: string;
  /** Time without progress after which the step is given up. */
  deadlineMs: number;
  /** Returns what was done, in words. */
  run(context: StepContext): Promise<string>;
  /** Says more of a deadline that passed, after a look at what was waited for; the context's signal has aborted. */
  explainLate?(context: StepContext, late: PanelError): Promise<PanelError>;
};

export type StepsOfVerb = Readonly<Record<JobVerb, readonly JobStep[]>>;
