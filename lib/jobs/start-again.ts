import { toPanelError } from "@/lib/errors";
import { isTimeout } from "@/lib/jobs/abort";
import type { StepRun } from "@/lib/jobs/run-step";
import { startedWords, startPaused } from "@/lib/jobs/start-paused";
import { waitForEngine } from "@/lib/jobs/wait-for-engine";

/**
 * Starts what a job had stopped and could not start itself, having ended early. Returns what is there then, as a
 * sentence, also where that failed; null where there is nothing to say.
 */
export async function startAgain(
  { services, stack, signal, lease, redact }: StepRun,
  stopped: readonly string[],
): Promise<string | null> {
  if (stopped.length === 0) return null;
  try {
    await waitForEngine(services, signal);
    const result = await startPaused(services.engine, stack, stopped, async (start) => {
      await lease.hold();
      await start();
    });
    const said = startedWords(result);
    return said === null ? null : redact(said);
  } catch (error) {
    if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason;
    const { message } = toPanelError(error);
    return `${stopped.join(", ")} may be down, and could not be started again: ${redact(message)}.`;
  }
}
