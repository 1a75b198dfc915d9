import type { JobView, OutputLine } from "@/lib/api/contract/job-views";
import type { Clock } from "@/lib/ports/clock";
import { stackBusy } from "@/lib/ports/store-errors";
import type { AuditRecord, JobIntent, JobRecord, JobStore, StackBefore } from "@/lib/ports/stores";

type Verdict = Parameters<JobStore["end"]>[2];

/** The job store for tests: same answers and errors as the database, nothing kept. */
export class MemoryJobStore implements JobStore {
  readonly audit: AuditRecord[];
  readonly #jobs: JobRecord[] = [];
  readonly #output = new Map<string, OutputLine[]>();
  readonly #now: Clock;

  constructor(now: Clock = () => new Date(), audit: AuditRecord[] = []) {
    this.#now = now;
    this.audit = audit;
  }

  async create(intent: JobIntent, audit: AuditRecord): Promise<JobRecord> {
    const other = this.#jobs.find((job) => job.stackId === intent.stackId && job.endedAt === null);
    if (other !== undefined) {
      throw stackBusy(intent.stackName, other);
    }
    const job: JobRecord = {
      ...intent,
      number: this.#jobs.length + 1,
      state: "queued",
      createdAt: this.#now(),
      startedAt: null,
      endedAt: null,
      steps: [],
      error: null,
      cancelRequested: false,
      before: null,
      fence: 0,
    };
    this.#jobs.push(job);
    this.audit.push(audit);
    return { ...job };
  }

  async find(idOrNumber: string): Promise<JobRecord | null> {
    const job = this.#jobs.find(({ id, number }) => id === idOrNumber || String(number) === idOrNumber);
    return job === undefined ? null : { ...job };
  }

  async list(filter: { stackId?: string; limit: number }): Promise<JobRecord[]> {
    return this.#jobs
      .filter((job) => filter.stackId === undefined || job.stackId === filter.stackId)
      .reverse()
      .slice(0, filter.limit)
      .map((job) => ({ ...job }));
  }

  async unended(): Promise<JobRecord[]> {
    return this.#jobs.filter((job) => job.endedAt === null).map((job) => ({ ...job }));
  }

  async claim(id: string, _holder: string, _leaseUntil: Date): Promise<JobRecord | null> {
    return this.#change(id, (job) => {
      job.fence += 1;
      job.state = "running";
      job.startedAt ??= this.#now();
    });
  }

  async renew(id: string, fence: number, _leaseUntil: Date): Promise<boolean> {
    return this.#fenced(id, fence, () => {});
  }

  async saveSteps(id: string, fence: number, steps: JobView["steps"]): Promise<boolean> {
    return this.#fenced(id, fence, (job) => {
      job.steps = structuredClone(steps);
    });
  }

  async saveBefore(id: string, fence: number, before: StackBefore): Promise<boolean> {
    return this.#fenced(id, fence, (job) => {
      job.before = { ...before };
    });
  }

  async end(id: string, fence: number, verdict: Verdict): Promise<boolean> {
    return this.#fenced(id, fence, (job) => {
      Object.assign(job, structuredClone(verdict), { endedAt: this.#now() });
    });
  }

  async requestCancel(id: string, audit: AuditRecord): Promise<JobRecord | null> {
    const job = this.#change(id, (found) => {
      found.cancelRequested = true;
    });
    if (job !== null) this.audit.push(audit);
    return job;
  }

  async appendOutput(id: string, lines: readonly OutputLine[]): Promise<void> {
    const output = this.#output.get(id) ?? [];
    const known = new Set(output.map(({ seq }) => seq));
    if (lines.some(({ seq }) => known.has(seq))) throw new Error("a line with this number is there");
    output.push(...lines.map((line) => ({ ...line })));
    this.#output.set(id, output);
  }

  async output(id: string, after: number): Promise<OutputLine[]> {
    return (this.#output.get(id) ?? []).filter((line) => line.seq > after).sort((a, b) => a.seq - b.seq);
  }

  async lastSeq(id: string): Promise<number> {
    return (this.#output.get(id) ?? []).reduce((last, line) => Math.max(last, line.seq), 0);
  }

  async withOldOutput(old: { endedBefore: Date; newerJobs: number; limit: number }): Promise<string[]> {
    const isOld = ({ number, stackId, endedAt }: JobRecord) => {
      const newer = this.#jobs.filter((job) => job.stackId === stackId && job.number > number);
      return endedAt !== null && (endedAt < old.endedBefore || newer.length >= old.newerJobs);
    };
    return this.#jobs
      .filter((job) => isOld(job) && (this.#output.get(job.id) ?? []).length > 1)
      .slice(0, old.limit)
      .map(({ id }) => id);
  }

  async replaceOutput(id: string, line: Omit<OutputLine, "seq">): Promise<void> {
    this.#output.set(id, [{ ...line, seq: (await this.lastSeq(id)) + 1 }]);
  }

  #fenced(id: string, fence: number, change: (job: JobRecord) => void): boolean {
    const job = this.#jobs.find((found) => found.id === id);
    if (job === undefined || job.endedAt !== null || job.fence !== fence) return false;
    change(job);
    return true;
  }

  #change(id: string, change: (job: JobRecord) => void): JobRecord | null {
    const job = this.#jobs.find((found) => found.id === id && found.endedAt === null);
    if (job === undefined) return null;
    change(job);
    return { ...job };
  }
}
