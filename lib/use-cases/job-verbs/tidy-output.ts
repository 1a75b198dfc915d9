import type { JobStore } from "@/lib/ports/stores";

/** A stack that is deployed by a program many times a day reaches this before the days. */
const KEPT_JOBS = 200;
/** In one go: each blocks the worker for as long as the database takes to delete its lines. */
const JOBS_AT_ONCE = 100;
const DAY_MS = 24 * 3_600_000;

/**
 * Deletes the raw output of old jobs, and leaves a line that says so. Verdict, steps, failure and evidence stay.
 * Returns of how many jobs; what is left over is for the next time.
 */
export async function tidyOutput({
  jobs,
  now,
  keptDays,
}: {
  jobs: Pick<JobStore, "withOldOutput" | "replaceOutput">;
  now: () => Date;
  keptDays: number;
}): Promise<number> {
  const at = now();
  const old = await jobs.withOldOutput({
    endedBefore: new Date(at.getTime() - keptDays * DAY_MS),
    newerJobs: KEPT_JOBS,
    limit: JOBS_AT_ONCE,
  });
  const text = `The output was tidied away: it is kept for ${keptDays} days, of the last ${KEPT_JOBS} jobs of each stack`;
  for (const id of old) {
    await jobs.replaceOutput(id, { at: at.toISOString(), step: "job", source: "slipway", text });
    // The database answers without the event loop: whoever waits for the worker gets a turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return old.length;
}
