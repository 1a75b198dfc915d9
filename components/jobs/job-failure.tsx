import { OperatorOnly } from "@/components/account/role-context";
import { ErrorPanel } from "@/components/feedback/error-panel";
import { jobBadge, jobDuration, jobTitle } from "@/components/jobs/job-text";
import { ButtonLink } from "@/components/ui/button";
import type { JobView } from "@/lib/api/contract/job-views";
import type { ErrorView } from "@/lib/api/contract/views";

type JobFailureProps = { readonly job: JobView; readonly error: ErrorView; readonly nowMs: number };

/** Why a job ended as it did: the cause as the heading, the lines that show it, and where to put it right. */
export function JobFailure({ job, error, nowMs }: JobFailureProps) {
  const badge = jobBadge(job);
  const field = error.details?.field;
  const isOfKeys = typeof field === "string" && field.startsWith("secrets.");
  const context = [
    `${jobTitle(job)} ${job.stackName}`,
    job.revision === null ? null : `revision ${job.revision}`,
    `job ${job.number}`,
    `after ${jobDuration(job, nowMs)}`,
  ];
  return (
    <div className="mb-5">
      <ErrorPanel
        state={badge.state}
        word={badge.word}
        context={context.filter(Boolean).join(", ")}
        title={error.message}
        why={error.fix}
        evidence={error.evidence?.map((text) => ({ text }))}
        logsHref={`/stacks/${job.stackName}/logs`}
        actions={
          <OperatorOnly>
            <ButtonLink href={`/stacks/${job.stackName}/plan`} variant="primary">
              Look at the plan and try again
            </ButtonLink>
            <ButtonLink href={`/stacks/${job.stackName}/${isOfKeys ? "keys" : "settings"}`} variant="quiet">
              {isOfKeys ? "Change keys" : "Change settings"}
            </ButtonLink>
          </OperatorOnly>
        }
      />
    </div>
  );
}
