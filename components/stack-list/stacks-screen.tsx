"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { OperatorOnly, useMay } from "@/components/account/role-context";
import { EmptyState } from "@/components/feedback/empty-state";
import { CommandRefusal } from "@/components/live/command-refusal";
import { EngineBanner } from "@/components/live/engine-banner";
import { useHost, useJobs, usePageNowMs, useStacks } from "@/components/live/live-hooks";
import { useStackCommand } from "@/components/live/use-stack-command";
import { Page } from "@/components/shell/page";
import { ShortcutLink } from "@/components/shell/shortcut-link";
import { TopBar } from "@/components/shell/top-bar";
import { HostStrip } from "@/components/stack-list/host-strip";
import { JobList } from "@/components/stack-list/job-list";
import { type KindChoice, KindChoices } from "@/components/stack-list/kind-choices";
import { StackList } from "@/components/stack-list/stack-list";
import type { StackCommands } from "@/components/stack-list/stack-verbs";
import { Panel } from "@/components/ui/panel";

export interface StacksScreenProps {
  readonly kinds: readonly KindChoice[];
  readonly commands: StackCommands;
  /** What else is to be known on the first page, as a backup that failed. */
  readonly notice?: ReactNode;
}

const SHOWN_JOBS = 6;

/** Home: the host, every stack with its state and why, and what was done last. */
export function StacksScreen({ kinds, commands, notice }: StacksScreenProps) {
  const stacks = useStacks();
  const host = useHost();
  const jobs = useJobs();
  const nowMs = usePageNowMs();
  const command = useStackCommand(commands);
  return (
    <>
      <TopBar
        title="Stacks"
        actions={
          stacks.length > 0 && (
            <OperatorOnly>
              <ShortcutLink href="/new" shortcut="n" variant="primary" icon={<Plus />}>
                New stack
              </ShortcutLink>
            </OperatorOnly>
          )
        }
      />
      <Page>
        <EngineBanner when="off" className="mb-4" />
        {notice}
        <CommandRefusal refusal={command.refusal} onDismiss={command.dismiss} className="mb-4" />
        <HostStrip host={host} />
        {stacks.length === 0 ? (
          <Panel label="Stacks" className="mt-4">
            <NoStack kinds={kinds} />
          </Panel>
        ) : (
          <StackList
            stacks={stacks}
            kindTitles={Object.fromEntries(kinds.map(({ id, title }) => [id, title]))}
            nowMs={nowMs}
            pending={command.pending}
            onCommand={command.run}
          />
        )}
        {jobs.length > 0 && (
          <Panel
            title="Activity"
            className="mt-4"
            actions={
              <Link href="/activity" className="link text-xs">
                All jobs
              </Link>
            }
          >
            <JobList jobs={jobs.slice(0, SHOWN_JOBS)} nowMs={nowMs} />
          </Panel>
        )}
      </Page>
    </>
  );
}

function NoStack({ kinds }: Pick<StacksScreenProps, "kinds">) {
  const operates = useMay("operator");
  if (!operates) {
    return (
      <EmptyState
        drawing="slipway"
        title="No stack yet"
        text="You may look at stacks and not make them: that takes the role operator."
      />
    );
  }
  return (
    <EmptyState
      drawing="slipway"
      title="No stack yet"
      text="Pick a kind. Names, ports and secrets are filled in; you can deploy without typing anything."
    >
      <KindChoices kinds={kinds} />
    </EmptyState>
  );
}
