import { backupOfJob, volumeNames } from "@/lib/jobs/backup-of-job";
import type { StepContext } from "@/lib/jobs/job-step";
import { ownedVolumes } from "@/lib/jobs/owned-volumes";
import { type Check, failed, gibibytes, passed, warned } from "@/lib/jobs/preflight/check";
import { RESERVE_BYTES } from "@/lib/jobs/room-for-backup";

const ID = "data";
const TITLE = "Room for the data";
/** Two folders with as much free space as each other lie on one disk: two looks at it differ by what others write. */
const SAME_BYTES = 64 * 1024 ** 2;

/**
 * Whether the engine has room for what a restore puts in, once the volumes that it replaces are gone. Nobody could make
 * room any more after that.
 * @param safetyBytes what the backup before it will take, where it is still to be written
 */
export async function roomForData(context: StepContext, safetyBytes: number): Promise<Check> {
  const { services, stack } = context;
  const { engine, host, stackBackupFiles } = services;
  const backup = await backupOfJob(context);
  const due = new Set(volumeNames(stack, backup));
  const [{ dataRoot }, volumes] = await Promise.all([engine.info(), ownedVolumes(engine, stack)]);
  const replaced = volumes.map(({ name }) => name).filter((name) => due.has(name));
  const [disk, other, measured] = await Promise.all([
    host.disk(dataRoot),
    host.disk(stackBackupFiles.folder),
    engine.volumeSizes(replaced),
  ]);
  if (disk === null) {
    return warned(
      ID,
      TITLE,
      `free space could not be measured: ${dataRoot} is not a folder of this machine`,
      "Look at the free space on the engine's machine yourself",
    );
  }
  const sizes = replaced.map((name) => measured[name] ?? null);
  const freed = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const isShared = other !== null && Math.abs(other.freeBytes - disk.freeBytes) < SAME_BYTES;
  const roomBytes = disk.freeBytes + freed - (isShared ? safetyBytes : 0);
  const neededBytes = RESERVE_BYTES + backup.volumes.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const room = `${gibibytes(Math.max(0, roomBytes))} in ${dataRoot} once the volumes are empty`;
  if (roomBytes >= neededBytes) return passed(ID, TITLE, `${room}, about ${gibibytes(neededBytes)} needed`);
  if (sizes.includes(null)) {
    return warned(
      ID,
      TITLE,
      `${gibibytes(disk.freeBytes)} free in ${dataRoot}, and about ${gibibytes(neededBytes)} are needed; how much the volumes free is not known`,
      "The engine did not measure it in time",
    );
  }
  return failed(
    "disk-full",
    ID,
    TITLE,
    `${room}, and about ${gibibytes(neededBytes)} are needed`,
    "Free space on the server: docker system df shows what takes it",
  );
}
