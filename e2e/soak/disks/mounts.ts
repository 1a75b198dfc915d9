import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const runProgram = promisify(execFile);

/** Unmounts the folder and whatever is mounted in it, the innermost first. */
export async function unmountBelow(folder: string): Promise<void> {
  const table = await readFile("/proc/self/mountinfo", "utf8");
  const points = table
    .split("\n")
    .map((line) => line.split(" ")[4] ?? "")
    .filter((point) => point === folder || point.startsWith(`${folder}/`));
  for (const point of points.reverse()) await unmount(point);
}

export async function mount(source: string, target: string, options: readonly string[]): Promise<void> {
  await runProgram("mount", [...options, source, target]);
}

export async function unmount(target: string, ...options: string[]): Promise<void> {
  await runProgram("umount", [...options, target]);
}
