import { PanelError } from "@/lib/errors";
import { sleep } from "@/lib/jobs/abort";

const RETRY_MS = 250;

/**
 * Writes down what was done to the engine. A full disk is waited for: a record that stays as it was would say that what
 * went before still runs. The wait ends with the job's lease, which the same disk keeps from being renewed; the job is
 * then claimed again once there is room, and goes on from its first step.
 */
export async function recordOutcome(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      if (!(error instanceof PanelError && error.code === "disk-full")) throw error;
      await sleep(RETRY_MS, signal);
    }
  }
}
