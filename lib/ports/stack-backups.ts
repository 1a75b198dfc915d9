import type { AuditRecord } from "@/lib/ports/stores";
import type { SecretValues } from "@/lib/stacks/kind";

/** Which file it is. */
export type StackBackupId = { stackId: string; id: string };

export type BackedUpVolume = {
  key: string;
  /** Of the archive. */
  sizeBytes: number;
  /** Name that the archive's paths begin with: of the folder that the volume was mounted at. */
  folder: string;
};

export type StackBackupRecord = StackBackupId & {
  stackName: string;
  kind: string;
  version: string;
  /** The one that was deployed when it was made. */
  revision: number;
  createdAt: Date;
  createdBy: string;
  /** Of the file, as it lies there encrypted. */
  sizeBytes: number;
  sha256: string;
  /** In the order in which their archives follow each other. */
  volumes: readonly BackedUpVolume[];
  /** `before-restore`: of what another backup was about to replace. */
  reason: "asked" | "before-restore";
  /** From the job's begin until all of it was written. */
  tookMs: number;
  /** When it was last read whole and found right. */
  verifiedAt: Date | null;
  /** What was found wrong; null when nothing was. */
  problem: string | null;
};

/** Which backups there are. A record is written once its file is whole and in its place, and goes before the file does. */
export interface StackBackupStore {
  /** Newest first, of one stack or of all; also of those that were removed. */
  list(stackId?: string): Promise<StackBackupRecord[]>;
  find(id: string): Promise<StackBackupRecord | null>;
  /** With the secrets of its revision, which its data go with: sealed. Nothing happens when it is there already. */
  add(record: StackBackupRecord, secrets: SecretValues): Promise<void>;
  /** @throws PanelError `secret-unreadable` */
  secrets(id: string): Promise<SecretValues>;
  noteCheck(
    id: string,
    found: Pick<StackBackupRecord, "verifiedAt" | "problem">,
    audit: AuditRecord | null,
  ): Promise<void>;
  /**
   * Looks in the same transaction whether somebody still needs it.
   * @throws PanelError `stack-busy` while a job that has not ended restores it, or data is half filled from it
   */
  remove(id: string, audit: AuditRecord): Promise<void>;
}

/** The files of backups: encrypted, each whole or not there. */
export interface StackBackupFiles {
  /** The disk that they lie on. */
  readonly folder: string;
  /**
   * Over an earlier file of that name. Nothing is left of one that could not be written to its end.
   * @throws PanelError `disk-full`, `backup-failed`, and what the content fails with
   */
  write(
    backup: StackBackupId,
    content: AsyncIterable<Uint8Array>,
  ): Promise<{ sizeBytes: number; sha256: string }>;
  /**
   * The content, checked as it is read: whoever reads to the end has all of it as it was written.
   * @param expected of the file; not compared where it is left out
   * @throws PanelError `backup-damaged`, `not-found`
   */
  read(backup: StackBackupId, expected?: { sizeBytes: number; sha256: string }): AsyncIterable<Uint8Array>;
  /** Nothing happens when it is gone already. */
  remove(backup: StackBackupId): Promise<void>;
  /** Removes every file and draft but those that are wanted, asked one by one as they are found; returns how many. */
  keepOnly(isWanted: (backup: StackBackupId) => Promise<boolean>): Promise<number>;
}
