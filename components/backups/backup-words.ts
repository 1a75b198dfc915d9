import type { BackupSettingsView, BackupStatusView, BackupView } from "@/lib/api/contract/backups";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

export const weekdayOptions = WEEKDAYS.map((label, value) => ({ value: String(value), label }));

export const hourOptions = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00 UTC`,
}));

/** As "daily at 05:00 UTC". */
export function scheduleWords({ every, hour, weekday }: BackupSettingsView["schedule"]): string {
  if (every === "off") return "no schedule";
  const at = `at ${hourOptions[hour]?.label ?? ""}`;
  return every === "day" ? `daily ${at}` : `on ${WEEKDAYS[weekday] ?? ""}s ${at}`;
}

/** Where a backup is, for people. */
export function placeWords(
  { place, name }: BackupView,
  { folder, ownFolder, s3 }: BackupSettingsView,
): string {
  if (place === "folder") return `${folder || ownFolder}/${name}`;
  return s3 === null ? name : `${s3.bucket}/${s3.prefix}${name}`;
}

/** What is so of the schedule, in a few words beside the title. */
export function statusWords({ every, lastSuccessAt }: BackupStatusView): string {
  if (lastSuccessAt !== null) return "";
  return every === "off" ? "Nothing is backed up by itself" : "None made by the schedule yet";
}
