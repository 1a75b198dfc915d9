import type { JobView, OutputLine } from "@/lib/api/contract/job-views";
import type { ProbeResultView } from "@/lib/api/contract/service-views";
import type { Access, GivenSecrets } from "@/lib/stacks/kind";
import type { Settings } from "@/lib/stacks/settings";

/** Written in the same transaction as the change that it records. */
export type AuditRecord = { who: string; what: string; target: string; from: string };

export type StackRecord = {
  id: string;
  name: string;
  kind: string;
  /** Latest revision. */
  revision: number;
  deployedRevision: number | null;
  /** What was asked of the stack last: tells a stopped stack from one that fell over. */
  wanted: "draft" | "running" | "stopped" | "removed";
  /** Backup that its volumes are being filled from: set before the first is emptied, null again once all are whole. */
  restoring: string | null;
  /** Job of the last restore that made them whole: however often it is begun anew, it does not begin with them again. */
  restoredBy: string | null;
  createdAt: Date;
  changedAt: Date;
  changedBy: string;
};

export type RevisionRecord = {
  stackId: string;
  number: number;
  settings: Settings;
  access: Access;
  note: string;
  createdAt: Date;
  createdBy: string;
};

export type NewRevision = { settings: Settings; access: Access; note: string };

/** Secrets are stored for a revision on: a later revision keeps them unless it brings its own. */
export type SecretRecord = { name: string; value: string; sinceRevision: number };

export interface StackStore {
  list(): Promise<StackRecord[]>;
  /** By id, else by name. */
  find(idOrName: string): Promise<StackRecord | null>;
  /** Stack, revision 1 and sealed secrets at once; `name-taken` when the name is in use. */
  create(
    stack: { id: string; name: string; kind: string },
    revision: NewRevision,
    secrets: Readonly<Record<string, string>>,
    audit: AuditRecord,
  ): Promise<StackRecord>;
  /**
   * Compare and swap on `base`: `revision-outdated` when somebody saved since, `stack-not-found` without one. A secret
   * that is null is in force no longer; earlier revisions keep it.
   */
  addRevision(
    stackId: string,
    base: number,
    revision: NewRevision,
    secrets: GivenSecrets,
    audit: AuditRecord,
  ): Promise<RevisionRecord>;
  revisions(stackId: string): Promise<RevisionRecord[]>;
  revision(stackId: string, number: number): Promise<RevisionRecord | null>;
  /** The values in force at a revision, opened. */
  secrets(stackId: string, revision: number): Promise<Readonly<Record<string, string>>>;
  /** Null once nothing of a first deploy is left. */
  setDeployed(stackId: string, revision: number | null): Promise<void>;
  setWanted(stackId: string, wanted: StackRecord["wanted"]): Promise<void>;
  setRestoring(stackId: string, backup: string): Promise<void>;
  /** Ends `restoring`, and keeps the job that did, in one write. */
  setRestored(stackId: string, job: string): Promise<void>;
  /** The definition with its revisions, secrets and probe results; jobs, backups and audit stay. */
  remove(stackId: string): Promise<void>;
  saveProbeResults(stackId: string, results: readonly ProbeResultView[]): Promise<void>;
  probeResults(stackId: string): Promise<ProbeResultView[]>;
  recordAudit(audit: AuditRecord): Promise<void>;
}

/** What a job is to do, written before any effect. */
export type JobIntent = {
  id: string;
  verb: JobView["verb"];
  stackId: string;
  stackName: string;
  kind: string;
  service: string | null;
  revision: number | null;
  /** For `remove`: full names of volumes to delete. */
  removeVolumes: readonly string[];
  /** For `action`. */
  action: JobView["action"];
  /** For `restore`. */
  backup: JobView["backup"];
  startedBy: string;
};

/** What a job found: a later run of it must not take its own changes for that. */
export type StackBefore = Pick<StackRecord, "deployedRevision" | "wanted"> & {
  /** Services that ran, where the job stops some for a while. */
  running?: readonly string[];
  /** Those of them with which nothing was wrong. */
  healthy?: readonly string[];
};

export type JobRecord = JobIntent & {
  number: number;
  state: JobView["state"];
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  steps: JobView["steps"];
  error: JobView["error"];
  cancelRequested: boolean;
  /** Null until the job is about to change the stack. */
  before: StackBefore | null;
  /** Counts up with each claim: a writer with an older number is refused. */
  fence: number;
};

export interface JobStore {
  /** `stack-busy` when the stack has a job that has not ended. */
  create(intent: JobIntent, audit: AuditRecord): Promise<JobRecord>;
  find(idOrNumber: string): Promise<JobRecord | null>;
  list(filter: { stackId?: string; limit: number }): Promise<JobRecord[]>;
  unended(): Promise<JobRecord[]>;
  /**
   * Takes the job for this worker: running, with the next fence. null when it has ended. A live lease of another
   * holder is no hindrance: the lock on the data folder proves that the other one is gone.
   */
  claim(id: string, holder: string, leaseUntil: Date): Promise<JobRecord | null>;
  /** Each of these is refused (false) when the fence is not the newest. */
  renew(id: string, fence: number, leaseUntil: Date): Promise<boolean>;
  saveSteps(id: string, fence: number, steps: JobView["steps"]): Promise<boolean>;
  saveBefore(id: string, fence: number, before: StackBefore): Promise<boolean>;
  end(
    id: string,
    fence: number,
    verdict: {
      state: "succeeded" | "failed" | "cancelled";
      error: JobView["error"];
      steps: JobView["steps"];
    },
  ): Promise<boolean>;
  /** null when there is no such job, or it has ended. */
  requestCancel(id: string, audit: AuditRecord): Promise<JobRecord | null>;
  /** Keeps all or nothing. Each line has a `seq` of its own within the job; go on from `lastSeq` after a restart. */
  appendOutput(id: string, lines: readonly OutputLine[]): Promise<void>;
  output(id: string, after: number): Promise<OutputLine[]>;
  /** 0 before the first line. */
  lastSeq(id: string): Promise<number>;
  /** Ids of ended jobs with more than one line that are old, or have so many newer jobs of their stack; oldest first. */
  withOldOutput(old: { endedBefore: Date; newerJobs: number; limit: number }): Promise<string[]>;
  /** One line in place of all that there are, behind them in `seq`. */
  replaceOutput(id: string, line: Omit<OutputLine, "seq">): Promise<void>;
}
