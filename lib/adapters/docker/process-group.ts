import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "@/lib/adapters/docker/process-table";

const LOOK_MS = 20;

/**
 * Ends the group that a process leads: TERM, and KILL when the leader is not gone after the grace. Returns when the
 * leader has ended; what it may have left in its group gets a KILL.
 */
export async function endProcessGroup(leader: number, graceMs: number): Promise<void> {
  send(leader, "SIGTERM");
  const killAtMs = performance.now() + graceMs;
  while (await isAlive(leader)) {
    if (performance.now() > killAtMs) send(leader, "SIGKILL");
    await sleep(LOOK_MS);
  }
  send(leader, "SIGKILL");
}

function send(leader: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-leader, signal);
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}
