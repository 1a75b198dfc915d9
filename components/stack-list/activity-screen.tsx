"use client";

import { OperatorOnly } from "@/components/account/role-context";
import { EmptyState } from "@/components/feedback/empty-state";
import { useJobs, usePageNowMs } from "@/components/live/live-hooks";
import { Page } from "@/components/shell/page";
import { TopBar } from "@/components/shell/top-bar";
import { JobList } from "@/components/stack-list/job-list";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";

/** Every job that the panel remembers in its list, live. */
export function ActivityScreen() {
  const jobs = useJobs();
  const nowMs = usePageNowMs();
  const running = jobs.filter((job) => job.endedAt === null);
  const ended = jobs.filter((job) => job.endedAt !== null);
  return (
    <>
      <TopBar
        title="Activity"
        note={running.length > 0 ? `${running.length} running` : "nothing is running"}
      />
      <Page className="grid gap-4">
        {jobs.length === 0 && (
          <Panel label="Jobs">
            <EmptyState
              drawing="logbook"
              title="Nothing has been done yet"
              text="Each deploy, start, stop and removal is kept here with its steps and output."
            >
              <OperatorOnly>
                <ButtonLink href="/new" variant="primary" size="field">
                  New stack
                </ButtonLink>
              </OperatorOnly>
            </EmptyState>
          </Panel>
        )}
        {running.length > 0 && (
          <Panel title="Running" meta={running.length}>
            <JobList jobs={running} nowMs={nowMs} />
          </Panel>
        )}
        {ended.length > 0 && (
          <Panel title="Done" meta={`the last ${ended.length}`}>
            <JobList jobs={ended} nowMs={nowMs} />
          </Panel>
        )}
      </Page>
    </>
  );
}
