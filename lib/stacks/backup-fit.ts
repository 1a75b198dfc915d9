import type { BackupRefusal, ColdBackup } from "@/lib/stacks/cold-backup";
import type { Kind } from "@/lib/stacks/kind";
import type { SettingFields, Settings, SettingsOf } from "@/lib/stacks/settings";

/**
 * Why data that was written under one revision's settings cannot be put into a stack of another's; null where it can.
 * Unless the kind says more, the first number of the version decides.
 */
export function backupMisfit(
  { title, coldBackup }: Pick<Kind, "title" | "coldBackup">,
  made: Settings,
  present: Settings,
): BackupRefusal | null {
  // The settings are those that the kind's own schema has read.
  type Read = SettingsOf<SettingFields>;
  if (coldBackup?.misfit !== undefined) return coldBackup.misfit(made as Read, present as Read);
  return versionMisfit(title, String(made.version ?? ""), String(present.version ?? ""));
}

/** Data of another major version: it would be migrated in one way only, or not be opened at all. */
export function versionMisfit(title: string, made: string, present: string): BackupRefusal | null {
  if (majorOf(made) === majorOf(present)) return null;
  return {
    reason: `It was made with ${title} ${made}, and ${present} is deployed`,
    fix: `Deploy a revision with version ${made} first, then restore`,
  };
}

/** Data of a newer release: products migrate it when they start, in one direction. */
export function newerMisfit(title: string, made: string, present: string): BackupRefusal | null {
  if (made.localeCompare(present, "en", { numeric: true }) <= 0) return null;
  return {
    reason: `It was made with ${title} ${made}, and the older ${present} is deployed`,
    fix: `Deploy a revision with version ${made} first, then restore`,
  };
}

function majorOf(version: string): string {
  return /^\D*(\d*)/.exec(version)?.[1] ?? "";
}

/** Keys of the volumes that a backup of this project holds, in the kind's order. */
export function backedUpVolumes(
  coldBackup: Pick<ColdBackup<SettingFields>, "volumes"> | undefined,
  project: { volumes: readonly string[] },
): string[] {
  return (coldBackup?.volumes ?? []).filter((key) => project.volumes.includes(key));
}
