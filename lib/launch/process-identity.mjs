import { readFile } from "node:fs/promises";

/**
 * A process as it can be told from a later one with the same number: Linux gives each the clock tick of its start.
 * Elsewhere the number alone has to do.
 * @param {number} pid
 * @returns {Promise<string | undefined>} undefined when there is no such process
 */
export async function processIdentity(pid) {
  if (!processIsAlive(pid)) return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return `${pid}:${startTick(stat)}`;
}

/**
 * Field 22 of proc_pid_stat(5). The second field, the program's name in brackets, may itself hold blanks and brackets.
 * @param {string} stat
 * @returns {string} empty when the text is not of that form
 */
export function startTick(stat) {
  const afterName = stat.slice(stat.lastIndexOf(")") + 1).trim();
  return afterName.split(/\s+/)[19] ?? "";
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
export function processIsAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
