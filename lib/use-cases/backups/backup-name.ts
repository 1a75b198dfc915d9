/** `slipway-2026-11-21T05-00-00Z.backup`; a second one of the same second has a number behind. */
export const BACKUP_NAME = /^slipway-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z(-\d{1,4})?\.backup$/;

/** A name that sorts by time, and that none of the others has. */
export function backupName(at: Date, taken: ReadonlySet<string> = new Set()): string {
  const stem = `slipway-${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
  let name = `${stem}.backup`;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}.backup`;
  return name;
}

/** When a backup of this name was made; null for any other file. */
export function timeOfName(name: string): Date | null {
  const [, day, hour, minute, second] = BACKUP_NAME.exec(name) ?? [];
  const at = new Date(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}
