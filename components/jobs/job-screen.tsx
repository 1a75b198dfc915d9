"use client";

import { startTransition, useActionState } from "react";
import { useMay } from "@/components/account/role-context";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { JobFailure } from "@/components/jobs/job-failure";
import { JobSide } from "@/components/jobs/job-side";
import { cancelNote, jobBadge, jobTitle } from "@/components/jobs/job-text";
import { OutputDrawer } from "@/components/jobs/output-drawer";
import { StepRow } from "@/components/jobs/step-row";
import { useJob } from "@/components/jobs/use-job";
import { useNow } from "@/components/jobs/use-now";
import { TopBar } from "@/components/shell/top-bar";
import { StateBadge } from "@/components/state/state-badge";
import { Button, ButtonLink } from "@/components/ui/button";
import type { JobView } from "@/lib/api/contract/job-views";
import { type ActionState, IDLE } from "@/lib/web/action-state";

export type JobScreenProps = {
  readonly first: JobView;
  /** Raw output up to the first paint comes over the stream too, so nothing is sent twice. */
  readonly nowMs: number;
  readonly cancel: (input: { job: string }) => Promise<ActionState>;
};

/** A job as a rail of steps, live; leave and come back at will. */
export function JobScreen({ first, nowMs: serverNowMs, cancel }: JobScreenProps) {
  const { job, output, connection } = useJob(first);
  const active = job.state === "running" || job.state === "queued";
  const nowMs = useNow(serverNowMs, active);
  const [refusal, cancelNow, cancelling] = useActionState(() => answerOf(cancel({ job: first.id })), IDLE);
  const operates = useMay("operator");
  const badge = jobBadge(job);
  const gone = job.verb === "remove" && job.state === "succeeded";
  return (
    <>
      <TopBar
        crumbs={[
          { href: "/", label: "Stacks" },
          ...(gone ? [] : [{ href: `/stacks/${job.stackName}`, label: job.stackName }]),
        ]}
        title={gone ? `${jobTitle(job)} ${job.stackName}` : jobTitle(job)}
        badge={<StateBadge state={badge.state} word={badge.word} />}
        note={active && job.cancellable ? <span className="text-ink-3">{cancelNote(job)}</span> : undefined}
        actions={
          active && job.cancellable && operates ? (
            <Button pending={cancelling} onClick={() => startTransition(cancelNow)}>
              Cancel
            </Button>
          ) : gone ? (
            <ButtonLink href="/" variant="primary">
              All stacks
            </ButtonLink>
          ) : (
            <ButtonLink
              href={`/stacks/${job.stackName}`}
              variant={job.state === "succeeded" ? "primary" : "secondary"}
            >
              Open {job.stackName}
            </ButtonLink>
          )
        }
      />
      {refusal.status === "failed" && (
        <Banner state="failed" title={refusal.error.message} className="mx-6 mt-4 max-wide:mx-4">
          {refusal.error.fix}
        </Banner>
      )}
      {connection.state === "lost" && (
        <Banner
          state="unknown"
          title="The connection to the panel is lost"
          className="mx-6 mt-4 max-wide:mx-4"
        >
          The job runs on; this page tries again by itself.
        </Banner>
      )}
      <div className="grid flex-1 grid-cols-[minmax(0,1fr)_332px] items-start gap-6 px-6 pt-[18px] pb-6 max-broad:grid-cols-1 max-wide:px-4 max-wide:pt-3.5 max-wide:pb-5">
        <div className="min-w-0">
          {job.error && <JobFailure job={job} error={job.error} nowMs={nowMs} />}
          <ol aria-label="Steps of this job" aria-live="off">
            {job.steps.map((step) => (
              <StepRow
                key={step.id}
                cancelled={job.state === "cancelled"}
                step={step}
                nowMs={nowMs}
                jobFailed={job.state === "failed" || job.state === "cancelled"}
              />
            ))}
          </ol>
          <p className="sr-only" role="status">
            {jobTitle(job)} {job.stackName}: {badge.word}
          </p>
        </div>
        <JobSide job={job} nowMs={nowMs} />
      </div>
      <OutputDrawer lines={output} />
    </>
  );
}
