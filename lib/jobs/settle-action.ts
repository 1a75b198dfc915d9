import { actionOfJob } from "@/lib/jobs/job-action";
import type { StepRun } from "@/lib/jobs/run-step";
import { startAgain } from "@/lib/jobs/start-again";

/**
 * An action that ends early leaves no service down that it had stopped. Returns what is there then, as a sentence; null
 * where it had stopped none.
 */
export async function settleAction(run: StepRun): Promise<string | null> {
  const { pauses } = actionOfJob(run.job, run.definition());
  // In a stack that is stopped they were down before.
  return run.before.wanted === "running" ? startAgain(run, pauses) : null;
}
