"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useMay } from "@/components/account/role-context";
import { ExposurePanel, type MakePrivate } from "@/components/exposure/exposure-panel";
import { EmptyState } from "@/components/feedback/empty-state";
import { useHost, useStack } from "@/components/live/live-hooks";
import { Page } from "@/components/shell/page";
import { MaintenancePanel } from "@/components/stacks/actions/maintenance-panel";
import type { StackActions } from "@/components/stacks/actions/stack-action-types";
import { useStackActions } from "@/components/stacks/actions/use-stack-actions";
import { ConnectPanel } from "@/components/stacks/overview/connect-panel";
import { DeployBanner } from "@/components/stacks/overview/deploy-banner";
import { FactsPanel } from "@/components/stacks/overview/facts-panel";
import { ProbesPanel } from "@/components/stacks/overview/probes-panel";
import type { ServiceActions } from "@/components/stacks/overview/service-sheet";
import { ServicesPanel } from "@/components/stacks/overview/services-panel";
import type { RevealAction } from "@/components/stacks/secrets/stack-secret";
import { ButtonLink } from "@/components/ui/button";
import type { StackExposureView } from "@/lib/api/contract/domains";
import type { ProbeResultView } from "@/lib/api/contract/service-views";
import type { StackDetailView } from "@/lib/api/contract/stack-views";
import type { ActionState } from "@/lib/web/action-state";

export type StackOverviewProps = {
  readonly first: StackDetailView;
  readonly kindTitle: string;
  readonly nowMs: number;
  readonly reveal: RevealAction;
  readonly services: ServiceActions;
  readonly actions: StackActions;
  /** null while nothing of it is published. */
  readonly exposure: StackExposureView | null;
  readonly makePrivate: MakePrivate;
  readonly runProbes: (input: { stack: string }) => Promise<ActionState<readonly ProbeResultView[]>>;
};

/** State, how to connect, services and probes of one stack; live where it changes. */
export function StackOverview(props: StackOverviewProps) {
  const { first, kindTitle, nowMs, reveal, services, actions, runProbes, exposure, makePrivate } = props;
  const live = useStack(first.id);
  const stack = live ? { ...first, ...live } : first;
  const due = useStackActions(stack, actions.list);
  const router = useRouter();
  const operates = useMay("operator");
  const engineOff = useHost().engine.state === "off";
  const version = `${live?.activeJob?.id ?? ""} ${live?.revision ?? ""} ${live?.probes?.at ?? ""}`;
  const seen = `${first.activeJob?.id ?? ""} ${first.revision} ${first.probes?.at ?? ""}`;
  const asked = useRef("");
  useEffect(() => {
    // Probe results, addresses and volumes are not in the live data: a job that ended may have changed them.
    if (!live || version === seen || asked.current === version) return;
    asked.current = version;
    router.refresh();
  }, [live, version, seen, router]);

  if (
    stack.deployedRevision === null &&
    stack.activeJob === null &&
    stack.services.every((s) => s.containerId === null)
  ) {
    return (
      <Page>
        <DeployBanner job={stack.lastDeploy} state={stack.state} probes={0} nowMs={nowMs} />
        <EmptyState
          title={`${stack.name} is saved and not deployed yet`}
          text={
            engineOff
              ? "There is no engine to deploy to. The files run anywhere, by docker compose up -d."
              : "The plan lists what a deploy will do, operation by operation."
          }
        >
          {engineOff || !operates ? (
            <ButtonLink href={`/stacks/${stack.name}/files`} variant="primary" size="field">
              Look at the files
            </ButtonLink>
          ) : (
            <ButtonLink href={`/stacks/${stack.name}/plan`} size="field">
              Look at the plan
            </ButtonLink>
          )}
          {operates && (
            <ButtonLink href={`/stacks/${stack.name}/settings`} size="field">
              Change settings
            </ButtonLink>
          )}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page>
      <DeployBanner
        job={stack.lastDeploy}
        state={stack.state}
        probes={stack.probeResults.length}
        nowMs={nowMs}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_348px] items-start gap-4 max-broad:grid-cols-1">
        <div className="grid min-w-0 gap-4">
          <ConnectPanel stack={stack} actions={due} act={actions.act} reveal={reveal} />
          <ServicesPanel stack={stack} actions={services} />
        </div>
        <div className="grid min-w-0 gap-4">
          <ProbesPanel stackId={stack.id} first={first.probeResults} nowMs={nowMs} run={runProbes} />
          {exposure && <ExposurePanel title="Exposure" exposure={exposure} makePrivate={makePrivate} />}
          <MaintenancePanel
            stack={stack}
            actions={due.filter(({ beside }) => beside === null)}
            act={actions.act}
          />
          <FactsPanel stack={stack} kindTitle={kindTitle} nowMs={nowMs} />
        </div>
      </div>
    </Page>
  );
}
