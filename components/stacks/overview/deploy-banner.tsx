"use client";

import Link from "next/link";
import { useState } from "react";
import { Banner } from "@/components/feedback/banner";
import { jobDuration } from "@/components/jobs/job-text";
import type { JobSummaryView } from "@/lib/api/contract/job-views";
import type { StackView } from "@/lib/api/contract/stack-views";

/** For an hour after a deploy: how it ended, and where to read it. */
const FRESH_MS = 60 * 60 * 1000;

type DeployBannerProps = {
  readonly job: JobSummaryView | null;
  /** A deploy that went well is news only while the stack is as it left it. */
  readonly state: StackView["state"];
  readonly probes: number;
  readonly nowMs: number;
};

export function DeployBanner({ job, state, probes, nowMs }: DeployBannerProps) {
  const [dismissed, setDismissed] = useState(false);
  if (dismissed || !job?.endedAt || nowMs - Date.parse(job.endedAt) > FRESH_MS) return null;
  const link = (
    <Link className="link" href={`/jobs/${job.number}`}>
      Show the job
    </Link>
  );
  if (job.state === "succeeded") {
    if (state !== "running") return null;
    return (
      <Banner
        state="done"
        title={`Deployed and proven in ${jobDuration(job, nowMs)}.`}
        className="mb-4"
        actions={link}
        onDismiss={() => setDismissed(true)}
      >
        {probes > 0 ? "Every probe ran through the stack's own interface with the keys below." : null}
      </Banner>
    );
  }
  if (job.state !== "failed") return null;
  return (
    <Banner
      state="failed"
      title="The last deploy failed."
      className="mb-4"
      actions={link}
      onDismiss={() => setDismissed(true)}
    >
      {job.error?.message}
    </Banner>
  );
}
