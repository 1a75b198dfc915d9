import type { BackupRecord } from "@/lib/ports/backups";
import { isOfSeries } from "@/lib/use-cases/backups/backup-name";

export type Retention = {
  keep: number;
  /** Only backups of this one's are deleted. */
  series: string;
  /** Just made: the one that is never deleted. */
  made: string;
  now: Date;
};

/**
 * Which backups of a place are too many. One from the future was made by a clock that ran ahead: it neither counts, as
 * it would push out all that are made until then, nor is it deleted, as it may be the only good one.
 * @param records of one place, newest first
 */
export function surplusOf(
  records: readonly BackupRecord[],
  { keep, series, made, now }: Retention,
): BackupRecord[] {
  const others = records.filter(
    ({ name, createdAt }) => name !== made && createdAt <= now && isOfSeries(name, series),
  );
  const oldestFirst = others.toReversed();
  const damagedFirst = [
    ...oldestFirst.filter(({ problem }) => problem !== null),
    ...oldestFirst.filter(({ problem }) => problem === null),
  ];
  return damagedFirst.slice(0, Math.max(0, others.length + 1 - keep));
}
