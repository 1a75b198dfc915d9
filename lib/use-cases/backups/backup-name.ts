const NAME = /^slipway-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z(?:-([0-9a-f]{8}))?(?:-\d{1,4})?\.backup$/;

/**
 * `slipway-2026-11-21T05-00-00Z-3f9a1c2e.backup`: when, and by which panel, as several may keep theirs in one place. A
 * second one of the same second has a number behind. Names of before have no series.
 */
export function backupName(at: Date, series: string, taken: ReadonlySet<string> = new Set()): string {
  const stem = `slipway-${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z-${series}`;
  let name = `${stem}.backup`;
  for (let number = 2; taken.has(name); number += 1) name = `${stem}-${number}.backup`;
  return name;
}

/** When a backup of this name was made; null for any other file. */
export function timeOfName(name: string): Date | null {
  const [, day, hour, minute, second] = NAME.exec(name) ?? [];
  const at = new Date(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Whether the panel of this series made it. */
export function isOfSeries(name: string, series: string): boolean {
  return NAME.exec(name)?.[5] === series;
}
