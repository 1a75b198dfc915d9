import type { JobStep, StepContext } from "@/lib/jobs/job-step";
import type { Check } from "@/lib/jobs/preflight/check";
import { assertPreflight } from "@/lib/jobs/preflight/run-preflight";
import { roomForBackup } from "@/lib/jobs/room-for-backup";
import { roomForData } from "@/lib/jobs/room-for-data";

/** Before anything is stopped: whether there is room for what the job writes. */
export const checkRoomStep: JobStep = {
  id: "preflight",
  title: "Pre-flight",
  deadlineMs: 60_000,
  async run(context) {
    const checks = await checksOf(context);
    if (checks.length === 0) return "It is written already";
    context.report({ checks: checks.map(({ code: _, ...view }) => view) });
    assertPreflight(checks);
    return checks.map(({ detail }) => detail).join("; ");
  },
};

async function checksOf(context: StepContext): Promise<Check[]> {
  // Only an earlier run of this job can have written one under its id.
  const isWritten = (await context.services.stackBackups.find(context.job.id)) !== null;
  const written = savesData(context) && !isWritten ? await roomForBackup(context) : null;
  return [
    ...(written === null ? [] : [written.check]),
    ...(context.job.verb === "restore" ? [await roomForData(context, written?.takesBytes ?? 0)] : []),
  ];
}

/** Whether the job writes a backup. What a restore left half done is worth none. */
function savesData({ job, stack }: Pick<StepContext, "job" | "stack">): boolean {
  return job.verb === "backup" || (job.backup?.saveFirst === true && stack.restoring === null);
}
