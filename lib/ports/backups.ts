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
}

export type StoredBackup = { name: string; sizeBytes: number; changedAt: Date };

/** Somewhere that backups are kept: a folder, a bucket. Each fails with `backup-failed` and says why. */
export interface BackupPlace {
  /** For people: a path, or an address with the bucket. */
  readonly title: string;
  list(): Promise<StoredBackup[]>;
  /** Whole or not there. */
  put(name: string, file: { path: string; sizeBytes: number; sha256: string }): Promise<void>;
  /** `not-found` when it is gone. */
  read(name: string): Promise<{ sizeBytes: number; chunks: AsyncIterable<Uint8Array> }>;
  /** Nothing happens when it is gone already. */
  remove(name: string): Promise<void>;
}
