import { createHash } from "node:crypto";
import { PanelError } from "@/lib/errors";
import type {
  StackBackupFiles,
  StackBackupId,
  StackBackupRecord,
  StackBackupStore,
} from "@/lib/ports/stack-backups";
import { backupNeeded, backupNotFound, stackBusy } from "@/lib/ports/store-errors";
import type { AuditRecord, JobStore, StackStore } from "@/lib/ports/stores";
import type { SecretValues } from "@/lib/stacks/kind";

/** So that what reads a backup can be met in its middle. */
const PART_BYTES = 512;

/** The store of backups for tests: same answers as the database, nothing kept. */
export class MemoryStackBackups implements StackBackupStore {
  readonly audit: AuditRecord[] = [];
  readonly #stored = new Map<string, { record: StackBackupRecord; secrets: SecretValues }>();
  readonly #jobs: Pick<JobStore, "unended">;
  readonly #stacks: Pick<StackStore, "list">;

  constructor(jobs: Pick<JobStore, "unended">, stacks: Pick<StackStore, "list">) {
    this.#jobs = jobs;
    this.#stacks = stacks;
  }

  async list(stackId?: string): Promise<StackBackupRecord[]> {
    return [...this.#stored.values()]
      .map(({ record }) => ({ ...record }))
      .filter((record) => stackId === undefined || record.stackId === stackId)
      .reverse();
  }

  async find(id: string): Promise<StackBackupRecord | null> {
    const found = this.#stored.get(id);
    return found === undefined ? null : { ...found.record };
  }

  async add(record: StackBackupRecord, secrets: SecretValues): Promise<void> {
    if (!this.#stored.has(record.id)) this.#stored.set(record.id, { record, secrets });
  }

  async secrets(id: string): Promise<SecretValues> {
    const stored = this.#stored.get(id);
    if (stored === undefined) throw backupNotFound();
    return stored.secrets;
  }

  async noteCheck(
    id: string,
    found: Pick<StackBackupRecord, "verifiedAt" | "problem">,
    audit: AuditRecord | null,
  ): Promise<void> {
    const stored = this.#stored.get(id);
    if (stored !== undefined) this.#stored.set(id, { ...stored, record: { ...stored.record, ...found } });
    if (audit !== null) this.audit.push(audit);
  }

  async remove(id: string, audit: AuditRecord): Promise<void> {
    const restoring = (await this.#jobs.unended()).find(({ backup }) => backup?.id === id);
    if (restoring !== undefined) throw stackBusy(restoring.stackName, restoring);
    const half = (await this.#stacks.list()).find((stack) => stack.restoring === id);
    if (half !== undefined) throw backupNeeded(half.name);
    this.#stored.delete(id);
    this.audit.push(audit);
  }
}

/** Files of backups for tests, not encrypted. */
export class MemoryStackBackupFiles implements StackBackupFiles {
  readonly folder = "/data/stack-backups";
  readonly files = new Map<string, Uint8Array>();

  async write(
    backup: StackBackupId,
    content: AsyncIterable<Uint8Array>,
  ): Promise<{ sizeBytes: number; sha256: string }> {
    const parts: Uint8Array[] = [];
    for await (const part of content) parts.push(Uint8Array.from(part));
    const bytes = Buffer.concat(parts);
    this.files.set(nameOf(backup), bytes);
    return { sizeBytes: bytes.length, sha256: sumOf(bytes) };
  }

  async *read(
    backup: StackBackupId,
    expected?: { sizeBytes: number; sha256: string },
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const bytes = this.files.get(nameOf(backup));
    if (bytes === undefined) throw new PanelError("not-found", "The file of this backup is gone");
    for (let at = 0; at < bytes.length; at += PART_BYTES) yield bytes.subarray(at, at + PART_BYTES);
    if (expected !== undefined && sumOf(bytes) !== expected.sha256) {
      throw new PanelError("backup-damaged", "Its checksum is another one");
    }
  }

  async remove(backup: StackBackupId): Promise<void> {
    this.files.delete(nameOf(backup));
  }

  async keepOnly(isWanted: (backup: StackBackupId) => Promise<boolean>): Promise<number> {
    let removed = 0;
    for (const name of [...this.files.keys()]) {
      const [stackId = "", id = ""] = name.split("/");
      if (await isWanted({ stackId, id })) continue;
      this.files.delete(name);
      removed += 1;
    }
    return removed;
  }
}

function nameOf({ stackId, id }: StackBackupId): string {
  return `${stackId}/${id}`;
}

function sumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
