import type { BackupProgress, BackupSchedule } from "@/lib/ports/backups";

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

/** After so many failures in a row, this long until the next try; the last one stays. */
const RETRY_MS = [5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS] as const;

/** The latest time of the schedule that is not after `now`; null when it is off. */
export function latestSlot({ every, hour, weekday }: BackupSchedule, now: Date): Date | null {
  if (every === "off") return null;
  const today = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hour));
  const backDays = every === "day" ? 0 : (today.getUTCDay() - weekday + 7) % 7;
  const slot = new Date(today.getTime() - backDays * DAY_MS);
  return slot <= now ? slot : new Date(slot.getTime() - periodMs(every));
}

/** The first time of the schedule after `now`. */
export function nextSlot(schedule: BackupSchedule, now: Date): Date | null {
  const latest = latestSlot(schedule, now);
  return latest === null || schedule.every === "off"
    ? null
    : new Date(latest.getTime() + periodMs(schedule.every));
}

/**
 * Up to where the schedule counts as served. Without anything served yet, whatever is past is not made up. A mark that
 * lies beyond the next time comes from a clock that ran ahead and was set back: waiting for it could take years.
 */
export function servedUntil(schedule: BackupSchedule, doneSlot: Date | null, now: Date): Date | null {
  const next = nextSlot(schedule, now);
  if (next === null) return doneSlot;
  return doneSlot === null || doneSlot > next ? latestSlot(schedule, now) : doneSlot;
}

/**
 * The time of the schedule to serve now: the latest one, once, however many were missed; a failed one again after a
 * while. Asked at each tick anew by the wall clock, so that a clock that jumps changes nothing but when.
 */
export function dueSlot(
  schedule: BackupSchedule,
  { doneSlot, lastAttemptAt, failures }: Pick<BackupProgress, "doneSlot" | "lastAttemptAt" | "failures">,
  now: Date,
): Date | null {
  const slot = latestSlot(schedule, now);
  const served = servedUntil(schedule, doneSlot, now);
  if (slot === null || (served !== null && slot <= served)) return null;
  return now >= retryAt({ lastAttemptAt, failures }, now) ? slot : null;
}

/** When the next try may be made. An attempt in the future was made by another clock. */
export function retryAt(
  { lastAttemptAt, failures }: Pick<BackupProgress, "lastAttemptAt" | "failures">,
  now: Date,
): Date {
  if (failures === 0 || lastAttemptAt === null || lastAttemptAt > now) return now;
  const waitMs = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? HOUR_MS;
  return new Date(lastAttemptAt.getTime() + waitMs);
}

function periodMs(every: "day" | "week"): number {
  return every === "day" ? DAY_MS : 7 * DAY_MS;
}
