import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import { type Check, failed, gibibytes, passed, warned } from "@/lib/jobs/preflight/check";
import { assertPreflight } from "@/lib/jobs/preflight/run-preflight";
import { volumePlaces, volumesOf } from "@/lib/jobs/volume-places";

const ID = "disk";
const TITLE = "Room for the backup";
/** The panel's own database must stay writable beside it. */
const RESERVE_BYTES = 256 * 1024 ** 2;

/** Before anything is stopped: whether there are containers to read the volumes by, and room for what is in them. */
export const checkRoomStep: JobStep = {
  id: "preflight",
  title: "Pre-flight",
  deadlineMs: 60_000,
  async run(context) {
    if (!savesData(context)) return "Nothing is backed up first";
    // Only an earlier run of this job can have written one under its id.
    if ((await context.services.stackBackups.find(context.job.id)) !== null) return "It is written already";
    const check = await checkRoom(context);
    const { code: _, ...view } = check;
    context.report({ checks: [view] });
    assertPreflight([check]);
    return check.detail;
  },
};

/** Whether the job writes a backup. What a restore left half done is worth none. */
function savesData({ job, stack }: Pick<StepContext, "job" | "stack">): boolean {
  return job.verb === "backup" || (job.backup?.saveFirst === true && stack.restoring === null);
}

/** An archive is about as large as what is in it; it is not compressed, as what fills volumes mostly is already. */
async function checkRoom({ services, stack, definition }: StepContext): Promise<Check> {
  const places = await volumePlaces(services, stack, volumesOf(definition));
  const [sizes, disk] = await Promise.all([
    services.engine.volumeSizes(places.map(({ volume }) => volume)),
    services.host.disk(services.stackBackupFiles.folder),
  ]);
  const known = Object.values(sizes).filter((size) => size !== null);
  const neededBytes = RESERVE_BYTES + known.reduce((sum, size) => sum + size, 0);
  if (disk === null) {
    return warned(
      ID,
      TITLE,
      "free space could not be measured",
      "Look at the free space on the server yourself",
    );
  }
  const free = `${gibibytes(disk.freeBytes)} free in ${services.stackBackupFiles.folder}`;
  if (disk.freeBytes < neededBytes) {
    return failed(
      "disk-full",
      ID,
      TITLE,
      `${free}, and about ${gibibytes(neededBytes)} are needed`,
      "Delete backups that are not needed any more, or free space on the server",
    );
  }
  if (known.length < places.length) {
    return warned(
      ID,
      TITLE,
      `${free}; how much is needed is not known`,
      "The engine did not measure it in time",
    );
  }
  return passed(ID, TITLE, `${free}, about ${gibibytes(neededBytes)} needed at most`);
}
