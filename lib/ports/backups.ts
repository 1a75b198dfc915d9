import type { ErrorView } from "@/lib/api/contract/views";
import type { AuditRecord } from "@/lib/ports/stores";
import type { Sensitive } from "@/lib/secrets/sensitive";

/** What is in a backup, as its first member says. */
export type BackupFacts = {
  /** Version of the Slipway that made it. */
  slipway: string;
  /** The last migration that its database has seen. */
  migration: string;
  /** Of the panel that made it: containers of its stacks are recognised by what stands in the database. */
  installation: string;
  /** Of the master key that the database's secrets are sealed with. */
  keyId: string;
  /** Whether the master key is in it, encrypted. */
  withKey: boolean;
  createdAt: Date;
  counts: { stacks: number; revisions: number; operators: number };
};

export type MadeBackup = BackupFacts & { path: string; sizeBytes: number; sha256: string };

/** Backups as files on this machine. */
export interface BackupFiles {
  /**
   * Writes one under a name that does not exist yet, whole and proven, or nothing at all.
   * @param passphrase encrypts the master key; without one it is left out
   * @throws PanelError `backup-failed`, `disk-full`, `input-invalid` when the file exists
   */
  make(path: string, passphrase: Sensitive | null): Promise<MadeBackup>;
  /**
   * Reads one again: every checksum, the database's own check, the rows that it must have.
   * @throws PanelError `backup-damaged`, `backup-newer`, `not-found`
   */
  verify(path: string): Promise<BackupFacts>;
  /** The same of one that comes from elsewhere; nothing of it is kept. */
  verifyStream(chunks: AsyncIterable<Uint8Array>): Promise<BackupFacts>;
  /** Where a file of this name may lie until it is discarded. */
  temporaryPath(name: string): string;
  discard(path: string): Promise<void>;
}

export type StoredBackup = { name: string; sizeBytes: number; changedAt: Date };

/** Somewhere that backups are kept: a folder, a bucket. Each fails with `backup-failed` and says why. */
export interface BackupPlace {
  /** For people: a path, or an address with the bucket. */
  readonly title: string;
  /** Whether the disk that holds it may be taken away, with another one below: then it looks empty. */
  readonly mayBeAbsent: boolean;
  /** Writes a small file, deletes it and lists what is there. */
  tryOut(): Promise<void>;
  list(): Promise<StoredBackup[]>;
  /** `not-found` when it is gone. */
  read(name: string): Promise<{ sizeBytes: number; chunks: AsyncIterable<Uint8Array> }>;
  /** Nothing happens when it is gone already. */
  remove(name: string): Promise<void>;
}

/** One that files are sent to. */
export interface BucketPlace extends BackupPlace {
  /** Whole or not there; nothing else of that name is overwritten. */
  put(name: string, file: { path: string; sizeBytes: number; sha256: string }): Promise<void>;
}

export type PlaceId = "folder" | "s3";

export type BackupSchedule = {
  every: "off" | "day" | "week";
  /** In UTC. */
  hour: number;
  /** 0 is Sunday; of a weekly one. */
  weekday: number;
};

/** A bucket of S3, or of a server that speaks its protocol. */
export type S3Settings = {
  /** `https://s3.eu-central-1.amazonaws.com`, without a path. */
  endpoint: string;
  region: string;
  bucket: string;
  /** Stands before each name: empty, or with a slash at its end. */
  prefix: string;
  accessKey: string;
  secretKey: Sensitive;
  /** The bucket in the path instead of the host name. */
  pathStyle: boolean;
};

export type BackupSettings = {
  schedule: BackupSchedule;
  /** So many of this panel's own stay in each place; the oldest are deleted. */
  keep: number;
  /** null: not in a folder. Empty: the data folder's own. */
  folder: string | null;
  s3: S3Settings | null;
  /** Encrypts the master key in each of them; without one it is left out. */
  passphrase: Sensitive | null;
};

/** How the schedule goes. */
export type BackupProgress = {
  /** The last time of the schedule that was served. */
  doneSlot: Date | null;
  lastAttemptAt: Date | null;
  /** Attempts since the last success. */
  failures: number;
  failure: ErrorView | null;
  /** When the last one was made that reached every place. */
  lastSuccessAt: Date | null;
  /** Why old backups could not be deleted after the last run; null when they were. */
  tidyFailure: ErrorView | null;
};

export type BackupRecord = {
  place: PlaceId;
  name: string;
  createdAt: Date;
  sizeBytes: number;
  /** null: made by somebody else and not looked into yet. */
  withKey: boolean | null;
  /** When it was last read whole and found right. */
  verifiedAt: Date | null;
  /** What was found wrong; null when nothing was. */
  problem: string | null;
};

export interface BackupStore {
  /** With everything off before they are saved. */
  settings(): Promise<BackupSettings>;
  saveSettings(settings: BackupSettings, audit: AuditRecord): Promise<void>;
  progress(): Promise<BackupProgress>;
  saveProgress(progress: BackupProgress, audit: AuditRecord | null): Promise<void>;
  /** Newest first. */
  records(): Promise<BackupRecord[]>;
  saveRecord(record: BackupRecord, audit: AuditRecord | null): Promise<void>;
  /**
   * Of what was found in a place, unless it has changed here meanwhile.
   * @param before as it was known; null when it was not
   */
  noteFound(record: BackupRecord, before: BackupRecord | null): Promise<void>;
  removeRecord(place: PlaceId, name: string, audit: AuditRecord | null): Promise<void>;
  /** An entry of the audit log that goes with no change here. */
  note(audit: AuditRecord): Promise<void>;
}
