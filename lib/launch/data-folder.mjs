import { chmod, mkdir, readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { LaunchError } from "./launch-error.mjs";

/**
 * Makes the data folder and those below it that the launcher writes to. It holds the master key and the database, so
 * it is for its owner alone.
 * @param {string} data
 * @throws {LaunchError}
 */
export async function prepareDataFolder(data) {
  try {
    for (const folder of [data, join(data, "log"), join(data, "run")]) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await chmod(folder, 0o700);
    }
  } catch (error) {
    throw new LaunchError(
      `The data folder ${data} cannot be used: ${error instanceof Error ? error.message : error}`,
      {
        fix: "Set SLIPWAY_DATA to a folder that this user owns.",
      },
    );
  }
}

/**
 * Whether the folder lies in a container's own layer, where it is lost with the container.
 * @param {string} data
 */
export async function isInContainerLayer(data) {
  const mounts = await readFile("/proc/self/mountinfo", "utf8").catch(() => "");
  return fileSystemOf(await realpath(data), mounts) === "overlay";
}

/**
 * The type of the file system on which a path lies.
 * @param {string} path absolute, without links
 * @param {string} mountInfo the text of /proc/self/mountinfo, see proc_pid_mountinfo(5)
 * @returns {string | undefined}
 */
export function fileSystemOf(path, mountInfo) {
  let longest = -1;
  /** @type {string | undefined} */
  let type;
  for (const line of mountInfo.split("\n")) {
    const [before, after] = line.split(" - ");
    const mountPoint = before
      ?.split(" ")[4]
      ?.replace(/\\(\d{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    if (mountPoint === undefined || after === undefined) continue;
    const isAbove = mountPoint === "/" || path === mountPoint || path.startsWith(`${mountPoint}/`);
    // Of two mounts on one point the later hides the earlier.
    if (!isAbove || mountPoint.length < longest) continue;
    longest = mountPoint.length;
    type = after.split(" ")[0];
  }
  return type;
}
