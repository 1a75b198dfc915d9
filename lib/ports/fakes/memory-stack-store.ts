import type { ProbeResultView } from "@/lib/api/contract/service-views";
import type { Clock } from "@/lib/ports/clock";
import { nameTaken, revisionOutdated, stackNotFound } from "@/lib/ports/store-errors";
import type { AuditRecord, NewRevision, RevisionRecord, StackRecord, StackStore } from "@/lib/ports/stores";
import type { GivenSecrets } from "@/lib/stacks/kind";

type Stored = {
  stack: StackRecord;
  revisions: RevisionRecord[];
  secrets: { name: string; value: string | null; sinceRevision: number }[];
  probes: ProbeResultView[];
};

/** The stack store for tests: same answers and errors as the database, nothing kept. */
export class MemoryStackStore implements StackStore {
  readonly audit: AuditRecord[];
  readonly #stored = new Map<string, Stored>();
  readonly #now: Clock;

  constructor(now: Clock = () => new Date(), audit: AuditRecord[] = []) {
    this.#now = now;
    this.audit = audit;
  }

  async list(): Promise<StackRecord[]> {
    return [...this.#stored.values()]
      .map(({ stack }) => ({ ...stack }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async find(idOrName: string): Promise<StackRecord | null> {
    const stacks = await this.list();
    return (
      stacks.find((stack) => stack.id === idOrName) ?? stacks.find((stack) => stack.name === idOrName) ?? null
    );
  }

  async create(
    stack: { id: string; name: string; kind: string },
    revision: NewRevision,
    secrets: Readonly<Record<string, string>>,
    audit: AuditRecord,
  ): Promise<StackRecord> {
    if ((await this.list()).some((other) => other.name === stack.name)) {
      throw nameTaken(stack.name);
    }
    const at = this.#now();
    const record: StackRecord = {
      ...stack,
      revision: 1,
      deployedRevision: null,
      wanted: "draft",
      restoring: null,
      restoredBy: null,
      createdAt: at,
      changedAt: at,
      changedBy: audit.who,
    };
    this.#stored.set(stack.id, {
      stack: record,
      revisions: [this.#revision(stack.id, 1, revision, audit)],
      secrets: Object.entries(secrets).map(([name, value]) => ({ name, value, sinceRevision: 1 })),
      probes: [],
    });
    this.audit.push(audit);
    return { ...record };
  }

  async addRevision(
    stackId: string,
    base: number,
    revision: NewRevision,
    secrets: GivenSecrets,
    audit: AuditRecord,
  ): Promise<RevisionRecord> {
    const stored = this.#get(stackId);
    if (stored.stack.revision !== base) {
      throw revisionOutdated(base, stored.stack.revision);
    }
    const record = this.#revision(stackId, base + 1, revision, audit);
    stored.revisions.push(record);
    for (const [name, value] of Object.entries(secrets)) {
      stored.secrets.push({ name, value, sinceRevision: record.number });
    }
    stored.stack = {
      ...stored.stack,
      revision: record.number,
      changedAt: record.createdAt,
      changedBy: audit.who,
    };
    this.audit.push(audit);
    return record;
  }

  async revisions(stackId: string): Promise<RevisionRecord[]> {
    return [...(this.#stored.get(stackId)?.revisions ?? [])].reverse();
  }

  async revision(stackId: string, number: number): Promise<RevisionRecord | null> {
    return this.#stored.get(stackId)?.revisions.find((revision) => revision.number === number) ?? null;
  }

  async secrets(stackId: string, revision: number): Promise<Readonly<Record<string, string>>> {
    const values = new Map<string, string>();
    for (const { name, value, sinceRevision } of this.#stored.get(stackId)?.secrets ?? []) {
      if (sinceRevision > revision) continue;
      if (value === null) values.delete(name);
      else values.set(name, value);
    }
    return Object.fromEntries(values);
  }

  async setDeployed(stackId: string, revision: number | null): Promise<void> {
    const stored = this.#get(stackId);
    stored.stack = { ...stored.stack, deployedRevision: revision };
  }

  async setWanted(stackId: string, wanted: StackRecord["wanted"]): Promise<void> {
    const stored = this.#get(stackId);
    stored.stack = { ...stored.stack, wanted };
  }

  async setRestoring(stackId: string, backup: string): Promise<void> {
    const stored = this.#get(stackId);
    stored.stack = { ...stored.stack, restoring: backup };
  }

  async setRestored(stackId: string, job: string): Promise<void> {
    const stored = this.#get(stackId);
    stored.stack = { ...stored.stack, restoring: null, restoredBy: job };
  }

  async remove(stackId: string): Promise<void> {
    this.#stored.delete(stackId);
  }

  async saveProbeResults(stackId: string, results: readonly ProbeResultView[]): Promise<void> {
    this.#get(stackId).probes = [...results];
  }

  async probeResults(stackId: string): Promise<ProbeResultView[]> {
    return [...(this.#stored.get(stackId)?.probes ?? [])];
  }

  async recordAudit(audit: AuditRecord): Promise<void> {
    this.audit.push(audit);
  }

  #get(stackId: string): Stored {
    const stored = this.#stored.get(stackId);
    if (stored === undefined) throw stackNotFound();
    return stored;
  }

  #revision(stackId: string, number: number, revision: NewRevision, audit: AuditRecord): RevisionRecord {
    return { ...revision, stackId, number, createdAt: this.#now(), createdBy: audit.who };
  }
}
