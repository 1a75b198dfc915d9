import type { DisplayState } from "@/components/state/display-state";
import { formatDuration } from "@/components/ui/format";
import type { JobSummaryView, JobView } from "@/lib/api/contract/job-views";

const titles: Record<JobView["verb"], string> = {
  deploy: "Deploy",
  start: "Start",
  stop: "Stop",
  restart: "Restart",
  down: "Take down",
  remove: "Remove",
  probe: "Probe",
  action: "Action",
  backup: "Back up",
  restore: "Restore",
};

/** "Deploy", "Restart db", "Enable GraphQL". */
export function jobTitle(job: Pick<JobView, "verb" | "service" | "action">): string {
  if (job.action !== null) return job.action.title;
  return job.service ? `${titles[job.verb]} ${job.service}` : titles[job.verb];
}

const running: Record<JobView["verb"], { state: DisplayState; word: string }> = {
  deploy: { state: "deploying", word: "Deploying" },
  start: { state: "starting", word: "Starting" },
  stop: { state: "stopping", word: "Stopping" },
  restart: { state: "starting", word: "Restarting" },
  down: { state: "stopping", word: "Taking down" },
  remove: { state: "stopping", word: "Removing" },
  probe: { state: "starting", word: "Probing" },
  action: { state: "starting", word: "At work" },
  backup: { state: "stopping", word: "Backing up" },
  restore: { state: "deploying", word: "Restoring" },
};

/** State and word of a job's badge. */
export function jobBadge(job: Pick<JobView, "verb" | "state">): { state: DisplayState; word: string } {
  if (job.state === "running") return running[job.verb];
  if (job.state === "queued") return { state: "waiting", word: "Waiting" };
  if (job.state === "succeeded") return { state: "done", word: "Done" };
  return job.state === "failed"
    ? { state: "failed", word: "Failed" }
    : { state: "stopped", word: "Cancelled" };
}

/** What a job took, or has taken so far. */
export function jobDuration(job: JobView | JobSummaryView, nowMs: number): string {
  if (job.startedAt === null) return "";
  const endMs = job.endedAt === null ? nowMs : Date.parse(job.endedAt);
  return formatDuration(Math.max(0, endMs - Date.parse(job.startedAt)));
}

/** What cancelling now would leave behind, from the steps that have run. */
export function cancelNote(job: JobView): string {
  const begun = job.steps.some(
    (step) =>
      !["preflight", "render", "verify", "pull", "change"].includes(step.id) && step.startedAt !== null,
  );
  if (begun && job.verb === "action") return "Cancelling starts again what was stopped for it";
  if (begun && (job.verb === "backup" || job.verb === "restore")) {
    return "Cancelling leaves the data as it is and starts again what ran before";
  }
  return begun
    ? "Cancelling stops Compose and repairs what it left half done"
    : "Nothing has started yet, so cancelling leaves nothing behind";
}
