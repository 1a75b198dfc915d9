import { readdir, readFile } from "node:fs/promises";

/** Processes that run, from /proc. Source: proc(5). */
export async function findProcesses(
  matches: (command: readonly string[]) => boolean,
): Promise<{ pid: number; parent: number }[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = (await read(pid, "cmdline"))?.split("\0").slice(0, -1);
      if (command === undefined || !matches(command)) return [];
      const fields = await statFields(pid);
      return fields === undefined ? [] : [{ pid, parent: Number(fields[1]) }];
    }),
  );
  return found.flat();
}

/** A zombie has ended: it only waits for its parent to notice. */
export async function isAlive(pid: number): Promise<boolean> {
  const state = (await statFields(pid))?.[0];
  return state !== undefined && state !== "Z" && state !== "X";
}

/** The fields behind the name, which stands in parentheses and may hold spaces: state, parent, … */
async function statFields(pid: number): Promise<string[] | undefined> {
  const text = await read(pid, "stat");
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** undefined: the process ended meanwhile, or belongs to somebody else. */
function read(pid: number, file: string): Promise<string | undefined> {
  return readFile(`/proc/${pid}/${file}`, "utf8").catch(() => undefined);
}
