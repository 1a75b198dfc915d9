import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";

/** Processes that run, from /proc. Source: proc(5). */
export async function findProcesses(
  matches: (command: readonly string[]) => boolean,
): Promise<{ pid: number; parent: number }[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.flatMap((pid) => {
    const command = read(pid, "cmdline")?.split("\0").slice(0, -1);
    if (command === undefined || !matches(command)) return [];
    const fields = statFields(pid);
    return fields === undefined ? [] : [{ pid, parent: Number(fields[1]) }];
  });
}

/** A zombie has ended: it only waits for its parent to notice. */
export async function isAlive(pid: number): Promise<boolean> {
  return isLiving(statFields(pid)?.[0]);
}

/** The processes of a group that have not ended, its leader among them. */
export async function livingMembers(group: number): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.filter((pid) => {
    const [state, , memberOf] = statFields(pid) ?? [];
    return Number(memberOf) === group && isLiving(state);
  });
}

function isLiving(state: string | undefined): boolean {
  return state !== undefined && state !== "Z" && state !== "X";
}

/** The fields behind the name, which stands in parentheses and may hold spaces: state, parent, group, … */
function statFields(pid: number): string[] | undefined {
  const text = read(pid, "stat");
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

/**
 * Read at once, since the kernel makes it up in memory: with promises a deploy would wait several times as long for it.
 * @returns undefined: the process ended meanwhile, or belongs to somebody else
 */
function read(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return undefined;
  }
}
