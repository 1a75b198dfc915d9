import Link from "next/link";
import { jobBadge, jobTitle } from "@/components/jobs/job-text";
import { StateIcon } from "@/components/state/state-icon";
import { formatDuration } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/relative-time";
import type { JobSummaryView } from "@/lib/api/contract/job-views";

export interface JobListProps {
  readonly jobs: readonly JobSummaryView[];
  readonly nowMs: number;
}

/** Jobs, newest first: what was done to which stack, how it went, when. */
export function JobList({ jobs, nowMs }: JobListProps) {
  return (
    <ul>
      {jobs.map((job) => (
        <JobLine key={job.id} job={job} nowMs={nowMs} />
      ))}
    </ul>
  );
}

function JobLine({ job, nowMs }: { readonly job: JobSummaryView; readonly nowMs: number }) {
  const { state, word } = jobBadge(job);
  const endedMs = job.endedAt === null ? null : Date.parse(job.endedAt);
  const separator = job.service ? " in " : " ";
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        href={`/jobs/${job.number}`}
        prefetch={false}
        className="grid min-h-[34px] grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-2.5 px-3.5 py-[5px] hover:bg-hover focus-visible:-outline-offset-2"
      >
        <StateIcon state={state} word={`${word}:`} />
        <span className="truncate">
          {jobTitle(job)}
          {separator}
          {job.stackName} <span className="text-ink-3">{jobDetail(job)}</span>
        </span>
        <span className="text-xs whitespace-nowrap text-ink-3">
          {endedMs === null ? (
            <>
              began <RelativeTime atMs={Date.parse(job.startedAt ?? job.createdAt)} nowMs={nowMs} />
            </>
          ) : (
            <RelativeTime atMs={endedMs} nowMs={nowMs} />
          )}
        </span>
      </Link>
    </li>
  );
}

/** `revision 1, admin`; of a failed job its cause; of one that runs its step. */
function jobDetail(job: JobSummaryView): string {
  if (job.error !== null) return job.error.message;
  const parts: string[] = [];
  if (job.revision !== null && job.verb === "deploy") parts.push(`revision ${job.revision}`);
  if (job.state === "running" && job.step !== null) parts.push(job.step);
  else if (job.startedAt !== null && job.endedAt !== null) {
    parts.push(`in ${formatDuration(Date.parse(job.endedAt) - Date.parse(job.startedAt))}`);
  }
  parts.push(job.startedBy);
  return parts.join(", ");
}
