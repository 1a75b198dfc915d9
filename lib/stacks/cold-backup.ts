import type { SettingFields, SettingsOf } from "@/lib/stacks/settings";

/** Why a backup cannot be made, or not be put into a stack as it is now, and what to do first. */
export type BackupRefusal = { reason: string; fix: string };

/** What of a stack's data a backup holds. It is taken while the services that have it are down. */
export type ColdBackup<Fields extends SettingFields> = {
  /** Keys of the project's volumes; one that a revision does not have is left out. */
  volumes: readonly string[];
  /** By volume: files and folders in it that are made anew by themselves, by their path from its top. */
  leaveOut?: Readonly<Record<string, readonly string[]>>;
  /** By volume: secrets that are kept in it. A backup without that volume does not bring them back. */
  secretsIn?: Readonly<Record<string, readonly string[]>>;
  /** What is in it, and what is not, as sentences. */
  note: string;
  /** Why the data of a stack with these settings is not backed up; null where it is. Absent: it always is. */
  unavailable?(settings: SettingsOf<Fields>): BackupRefusal | null;
  /**
   * Whether data that was written under one revision's settings is of use under another's; null where it is. Absent:
   * where the first number of the version is the same.
   */
  misfit?(made: SettingsOf<Fields>, present: SettingsOf<Fields>): BackupRefusal | null;
};
