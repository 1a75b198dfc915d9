import { readFile } from "node:fs/promises";

/**
 * A process as it can be told from a later one with the same number: Linux gives each the clock tick of its start.
 * Elsewhere the number alone has to do.
 * @param {number} pid
 * @returns {Promise<string | undefined>} undefined when no such process runs
 */
export async function processIdentity(pid) {
  if (!numberIsTaken(pid)) return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  if (stat === "") return String(pid);
  const { state, startTick } = parseStat(stat);
  // A killed process whose parent does not collect it keeps its number and runs no more.
  return state === "Z" || state === "X" ? undefined : `${pid}:${startTick}`;
}

/**
 * @param {string} identity
 * @returns {Promise<boolean>} whether that very process still runs
 */
export async function identityIsAlive(identity) {
  return (await processIdentity(pidOfIdentity(identity))) === identity;
}

/** @param {string} identity */
export const pidOfIdentity = (identity) => Number.parseInt(identity, 10);

/**
 * Fields 3 and 22 of proc_pid_stat(5). The second field, the program's name in brackets, may itself hold blanks and
 * brackets.
 * @param {string} stat
 */
export function parseStat(stat) {
  const fields = stat
    .slice(stat.lastIndexOf(")") + 1)
    .trim()
    .split(/\s+/);
  return { state: fields[0] ?? "", startTick: fields[19] ?? "" };
}

/** @param {number} pid */
function numberIsTaken(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
