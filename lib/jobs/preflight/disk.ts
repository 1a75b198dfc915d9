import {
  type Check,
  failed,
  gibibytes,
  type PreflightInput,
  passed,
  warned,
} from "@/lib/jobs/preflight/check";

const ID = "disk";
const TITLE = "Disk";
/** An engine with less than this left fails in ways that name anything but the disk. */
const RESERVE_BYTES = 256 * 1024 ** 2;

/** @param missingImages how many images are still to be pulled */
export async function checkDisk(input: PreflightInput, missingImages: number): Promise<Check> {
  const { definition, services, info } = input;
  const disk = await services.host.disk(info.dataRoot);
  if (disk === null) {
    return warned(
      ID,
      TITLE,
      `free space could not be measured: ${info.dataRoot} is not a folder of this machine`,
      "Look at the free space on the engine's machine yourself",
    );
  }
  const { diskBytes } = definition.kind.needs(definition.revision.settings);
  const neededBytes = RESERVE_BYTES + (missingImages === 0 ? 0 : diskBytes);
  const free = gibibytes(disk.freeBytes);
  if (disk.freeBytes < neededBytes) {
    return failed(
      "disk-full",
      ID,
      TITLE,
      `${free} free in ${info.dataRoot}, and about ${gibibytes(neededBytes)} are needed`,
      "Free space on the server: docker system df shows what takes it",
    );
  }
  if (disk.freeBytes < 2 * neededBytes) {
    return warned(ID, TITLE, `${free} free: enough, but not for long`, "Plan for more space on the server");
  }
  return passed(ID, TITLE, `${free} free`);
}
