import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, livingMembers } from "@/lib/adapters/docker/process-table";
import { PanelError } from "@/lib/errors";

const LOOK_MS = 20;
/** From the first KILL on; a process that hangs in the kernel, or leads no group, outlives it. */
const KILL_MS = 5_000;

/**
 * Ends the group that a process leads: TERM, and KILL when the leader is not gone after the grace. What the leader has
 * left in its group gets a KILL at once. Returns when all of it has ended.
 * @throws PanelError `deadline-passed` when it does not end
 */
export async function endProcessGroup(leader: number, graceMs: number, killMs = KILL_MS): Promise<void> {
  send(leader, "SIGTERM");
  const killAtMs = performance.now() + graceMs;
  while (await isAlive(leader)) {
    const overdueMs = performance.now() - killAtMs;
    if (overdueMs > killMs) throw unendable(leader);
    if (overdueMs > 0) send(leader, "SIGKILL");
    await sleep(LOOK_MS);
  }
  const giveUpAtMs = performance.now() + killMs;
  // Again and again, since one may fork between a look and the KILL.
  for (let left = await livingMembers(leader); left.length > 0; left = await livingMembers(leader)) {
    if (performance.now() > giveUpAtMs) throw unendable(left[0] ?? leader);
    send(leader, "SIGKILL");
    await sleep(LOOK_MS);
  }
}

function unendable(leader: number): PanelError {
  return new PanelError("deadline-passed", `Process ${leader}, a run of Compose, does not end`, {
    fix: `Look at it with: ps -o pid,pgid,stat,args -p ${leader}. Once it is gone, try again`,
  });
}

function send(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}
