import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { mount, unmount } from "@/e2e/soak/disks/mounts";

const runProgram = promisify(execFile);
const MIB = 1024 ** 2;
/** In memory where there is such a folder: the copy at a power cut then takes milliseconds. */
const MEMORY = "/dev/shm";

/**
 * A disk of a test's own: ext4 in a file. What a program has written and not synced is in the kernel's memory only, so
 * a copy of the file at some moment is the disk as it would be after a power cut at that moment.
 */
export class LoopDisk {
  /** Where it is mounted. */
  readonly path: string;
  readonly #folder: string;
  #image: string;

  private constructor(folder: string, image: string) {
    this.#folder = folder;
    this.#image = image;
    this.path = join(folder, "disk");
  }

  /** @param sizeMib at least 16 */
  static async create(sizeMib: number): Promise<LoopDisk> {
    const inMemory = await stat(MEMORY).then(
      (found) => found.isDirectory(),
      () => false,
    );
    const folder = await mkdtemp(join(inMemory ? MEMORY : tmpdir(), "slipway-disk-"));
    const disk = new LoopDisk(folder, join(folder, "0.image"));
    try {
      const file = await open(disk.#image, "w");
      await file.truncate(sizeMib * MIB);
      await file.close();
      await runProgram("mkfs.ext4", ["-q", "-m", "0", "-J", "size=4", disk.#image]);
      await mkdir(disk.path);
      await mount(disk.#image, disk.path, ["-o", "loop"]);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return disk;
  }

  /** The power goes now; whoever writes must stand still, and must be gone before `powerOn`. */
  async cutPower(): Promise<void> {
    const next = join(
      this.#folder,
      `${Number.parseInt(this.#image.slice(this.#folder.length + 1), 10) + 1}.image`,
    );
    await copyFile(this.#image, next);
    await rm(this.#image);
    this.#image = next;
  }

  /** The disk as it was when the power went. */
  async powerOn(): Promise<void> {
    // A program that an ended one left behind may hold the old disk for a while.
    await unmount(this.path, "--lazy");
    await mount(this.#image, this.path, ["-o", "loop"]);
  }

  async remove(): Promise<void> {
    await unmount(this.path, "--lazy");
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Why this machine cannot have such a disk; null when it can. */
export async function loopDiskRefusal(): Promise<string | null> {
  if (process.getuid?.() !== 0) return "needs root to mount a disk of its own";
  try {
    await (await LoopDisk.create(16)).remove();
    return null;
  } catch (error) {
    return `needs a loop device with ext4: ${error instanceof Error ? error.message.split("\n")[0] : error}`;
  }
}
