import { isRestored } from "@/lib/jobs/once-restored";
import type { StepRun } from "@/lib/jobs/run-step";
import { startAgain } from "@/lib/jobs/start-again";

/**
 * A backup or a restore that ends early leaves no service down that it had stopped, as long as the data is what it was;
 * once a restore has begun to replace it, it says what is there instead. Returns that as a sentence; null where there is
 * nothing to say.
 */
export async function settleData(run: StepRun): Promise<string | null> {
  const { services, job } = run;
  const left = job.verb === "restore" ? await afterRestore(run) : null;
  if (left !== null) return left;
  const isMade = job.verb === "backup" && (await services.stackBackups.find(job.id)) !== null;
  const sentences = [isMade ? "The backup was made." : null, await startAgain(run, run.before.running ?? [])];
  return sentences.filter((sentence) => sentence !== null).join(" ") || null;
}

/** Null while the data is still the one from before. */
async function afterRestore({ services, stack, job }: StepRun): Promise<string | null> {
  const found = await services.stacks.find(stack.id);
  if (found?.restoring != null) {
    const saved = await services.stackBackups.find(job.id);
    const other = saved === null ? "" : ", or the backup that was made right before";
    return `Its data is not whole, so nothing of it is started. Restore again${other}.`;
  }
  if (found === null || !isRestored(job, found)) return null;
  const revision = found.deployedRevision ?? job.revision;
  return `Its data and secrets are the backup's. Deploy revision ${revision} to bring it up.`;
}
