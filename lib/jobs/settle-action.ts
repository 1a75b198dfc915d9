import { toPanelError } from "@/lib/errors";
import { isTimeout } from "@/lib/jobs/abort";
import { actionOfJob } from "@/lib/jobs/job-action";
import type { StepRun } from "@/lib/jobs/run-step";
import { startedWords, startPaused } from "@/lib/jobs/start-paused";
import { waitForEngine } from "@/lib/jobs/wait-for-engine";

/**
 * An action that ends early leaves no service down that it had stopped. Returns what is there then, as a sentence; null
 * where it had stopped none.
 */
export async function settleAction(run: StepRun): Promise<string | null> {
  const { services, stack, before, signal, lease, job, redact } = run;
  const { pauses } = actionOfJob(job, run.definition());
  // In a stack that is stopped they were down before.
  if (pauses.length === 0 || before.wanted !== "running") return null;
  try {
    await waitForEngine(services, signal);
    const result = await startPaused(services.engine, stack, pauses, async (start) => {
      await lease.hold();
      await start();
    });
    const said = startedWords(result);
    return said === null ? null : redact(said);
  } catch (error) {
    if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason;
    const { message } = toPanelError(error);
    return `${pauses.join(", ")} may be down, and could not be started again: ${redact(message)}.`;
  }
}
