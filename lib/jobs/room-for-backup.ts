import type { StepContext } from "@/lib/jobs/job-step";
import { type Check, failed, gibibytes, passed, warned } from "@/lib/jobs/preflight/check";
import { volumePlaces, volumesOf } from "@/lib/jobs/volume-places";

const ID = "disk";
const TITLE = "Room for the backup";
/** The panel's own database must stay writable beside it, and so must what the engine keeps. */
export const RESERVE_BYTES = 256 * 1024 ** 2;

/**
 * Whether there are containers to read the volumes by, and room for what is in them. An archive is about as large as
 * that; it is not compressed, as what fills volumes mostly is already.
 * @throws PanelError `service-not-found`
 */
export async function roomForBackup({
  services,
  stack,
  definition,
}: StepContext): Promise<{ check: Check; takesBytes: number }> {
  const places = await volumePlaces(services, stack, volumesOf(definition));
  const [sizes, disk] = await Promise.all([
    services.engine.volumeSizes(places.map(({ volume }) => volume)),
    services.host.disk(services.stackBackupFiles.folder),
  ]);
  const known = Object.values(sizes).filter((size) => size !== null);
  const takesBytes = known.reduce((sum, size) => sum + size, 0);
  const isKnown = known.length === places.length;
  return { check: judged(services.stackBackupFiles.folder, disk, takesBytes, isKnown), takesBytes };
}

function judged(
  folder: string,
  disk: { freeBytes: number } | null,
  takesBytes: number,
  isKnown: boolean,
): Check {
  const neededBytes = RESERVE_BYTES + takesBytes;
  if (disk === null) {
    return warned(
      ID,
      TITLE,
      "free space could not be measured",
      "Look at the free space on the server yourself",
    );
  }
  const free = `${gibibytes(disk.freeBytes)} free in ${folder}`;
  if (disk.freeBytes < neededBytes) {
    return failed(
      "disk-full",
      ID,
      TITLE,
      `${free}, and about ${gibibytes(neededBytes)} are needed`,
      "Delete backups that are not needed any more, or free space on the server",
    );
  }
  if (!isKnown) {
    return warned(
      ID,
      TITLE,
      `${free}; how much is needed is not known`,
      "The engine did not measure it in time",
    );
  }
  return passed(ID, TITLE, `${free}, about ${gibibytes(neededBytes)} needed at most`);
}
