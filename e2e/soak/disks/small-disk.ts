import { execFile } from "node:child_process";
import { mkdtemp, open, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { mount, unmount } from "@/e2e/soak/disks/mounts";

const runProgram = promisify(execFile);
const FILLER = "filler";

/** A small disk in memory. */
export class SmallDisk {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async create(sizeMib: number): Promise<SmallDisk> {
    const path = await mkdtemp(join(tmpdir(), "slipway-small-"));
    await mount("slipway-test", path, ["-t", "tmpfs", "-o", `size=${sizeMib}m`]);
    return new SmallDisk(path);
  }

  async remove(): Promise<void> {
    await unmount(this.path, "--lazy");
    await rm(this.path, { recursive: true });
  }
}

/** Takes all the room of the disk that the folder is on, but for so many bytes. */
export async function fill(folder: string, leftBytes = 0): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const takenBytes = bavail * bsize - leftBytes;
  const path = join(folder, FILLER);
  // Whoever else writes may be quicker to the last bytes.
  if (takenBytes > 0) await runProgram("fallocate", ["-l", String(takenBytes), path]).catch(() => {});
  if (leftBytes > 0) return;
  const file = await open(path, "a");
  try {
    for (;;) await file.write(Buffer.alloc(bsize, 1));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    await file.close();
  }
}

/** Gives back what `fill` took: at once, where ext4 by itself would wait for the next commit of its journal. */
export async function makeRoom(folder: string): Promise<void> {
  await rm(join(folder, FILLER), { force: true });
  await runProgram("sync", ["--file-system", folder]);
}
