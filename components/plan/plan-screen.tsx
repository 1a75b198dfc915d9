"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import { Banner } from "@/components/feedback/banner";
import { ChangeList } from "@/components/plan/change-list";
import { OperationRow } from "@/components/plan/operation-row";
import { planSummary } from "@/components/plan/plan-summary";
import { Page } from "@/components/shell/page";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Panel, PanelBody } from "@/components/ui/panel";
import { TextInput } from "@/components/ui/text-input";
import type { PlanView } from "@/lib/api/contract/stack-views";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export type PlanScreenProps = {
  readonly stackName: string;
  readonly plan: PlanView;
  /** A job of the stack that has not ended: nothing can be applied until it has. */
  readonly busyJob: number | null;
  readonly deploy: (input: {
    stack: string;
    revision: number;
    fingerprint: string;
  }) => Promise<ActionState<{ jobNumber: number }>>;
};

/** What applying a revision will do, each operation with its cause; what destroys is confirmed by name. */
export function PlanScreen({ stackName, plan, busyJob, deploy }: PlanScreenProps) {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const nothing = plan.operations.every(
    (operation) => operation.verb === "keep" || operation.verb === "probe",
  );
  const confirmed = !plan.destructive || typed === stackName;
  const apply = () =>
    start(async () => {
      const result = await answerOf(
        deploy({ stack: plan.stackId, revision: plan.toRevision, fingerprint: plan.fingerprint }),
      );
      if (result.status === "done") return router.push(`/jobs/${result.value.jobNumber}`);
      if (result.status === "failed") setRefusal(result.error);
    });
  return (
    <Page>
      {plan.refusal && (
        <Banner state="degraded" title={plan.refusal.message} className="mb-4">
          {plan.refusal.fix}
        </Banner>
      )}
      {plan.fixed.length > 0 && (
        <Banner state="degraded" title="Not everything becomes new by applying this" className="mb-4">
          {plan.fixed.map(({ name, text }) => (
            <span key={name} className="block">
              <span className="font-medium">{name}:</span> {text}
            </span>
          ))}
        </Banner>
      )}
      {busyJob !== null && (
        <Banner
          state="deploying"
          title={`Job ${busyJob} is at work on ${stackName}`}
          className="mb-4"
          actions={
            <ButtonLink size="small" href={`/jobs/${busyJob}`}>
              Watch it
            </ButtonLink>
          }
        >
          This plan can be applied when it has ended.
        </Banner>
      )}
      {refusal && (
        <Banner
          state="failed"
          title={refusal.message}
          className="mb-4"
          actions={
            refusal.code === "plan-outdated" ? (
              <Button size="small" onClick={() => router.refresh()}>
                Plan again
              </Button>
            ) : undefined
          }
        >
          {refusal.fix}
        </Banner>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)_372px] items-start gap-4 max-broad:grid-cols-1">
        <Panel
          title={
            plan.fromRevision === null
              ? `Deploy revision ${plan.toRevision}`
              : plan.fromRevision === plan.toRevision
                ? `Revision ${plan.toRevision}, which runs`
                : `From revision ${plan.fromRevision} to ${plan.toRevision}`
          }
          meta={planSummary(plan.operations)}
        >
          <ol aria-label="Operations in order">
            {plan.operations.map((operation) => (
              <OperationRow
                key={`${operation.verb} ${operation.target.type} ${operation.target.name}`}
                operation={operation}
              />
            ))}
          </ol>
          {plan.operations.length === 0 && (
            <PanelBody>
              <p className="text-ink-2">
                What runs is what the revision says. Applying it recreates nothing.
              </p>
            </PanelBody>
          )}
        </Panel>
        <div className="grid min-w-0 gap-4">
          <ChangeList title="Settings" changes={plan.settings} />
          <ChangeList title=".env" changes={plan.env} mono />
        </div>
      </div>
      {plan.destructive && (
        <Field className="mt-4 max-w-[420px]" label={`Data is lost. Type ${stackName} to confirm`}>
          {(control) => (
            <TextInput
              {...control}
              size="field"
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="sticky bottom-0 z-[3] mt-4 flex flex-wrap items-center gap-3 border-t border-line bg-canvas py-[11px] max-wide:bottom-14">
        <Button
          variant={plan.destructive ? "danger" : "primary"}
          size="field"
          pending={pending}
          disabled={!confirmed || busyJob !== null || plan.refusal !== null}
          onClick={apply}
        >
          {applyLabel(plan, nothing)}
        </Button>
        <ButtonLink href={`/stacks/${stackName}`} variant="quiet" size="field">
          Back without changes
        </ButtonLink>
      </div>
    </Page>
  );
}

function applyLabel(plan: PlanView, nothing: boolean): string {
  if (plan.fromRevision === null) return "Deploy";
  return nothing ? "Check and probe again" : `Apply revision ${plan.toRevision}`;
}
