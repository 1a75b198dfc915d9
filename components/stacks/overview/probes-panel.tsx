"use client";

import { RotateCw } from "lucide-react";
import { useState, useTransition } from "react";
import { OperatorOnly } from "@/components/account/role-context";
import { answerOf } from "@/components/feedback/answer-of";
import { Refusal } from "@/components/feedback/refusal";
import { ProbeList } from "@/components/jobs/probe-list";
import { IconButton } from "@/components/ui/icon-button";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Spinner } from "@/components/ui/spinner";
import type { ProbeResultView } from "@/lib/api/contract/service-views";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

type ProbesPanelProps = {
  readonly stackId: string;
  readonly first: readonly ProbeResultView[];
  readonly nowMs: number;
  readonly run: (input: { stack: string }) => Promise<ActionState<readonly ProbeResultView[]>>;
};

/** What was proven through the stack's real interface, and the button to prove it again. */
export function ProbesPanel({ stackId, first, nowMs, run }: ProbesPanelProps) {
  const [newer, setNewer] = useState<{
    of: readonly ProbeResultView[];
    results: readonly ProbeResultView[];
  } | null>(null);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  // A newer answer from the server replaces what was asked for here.
  const results = newer?.of === first ? newer.results : first;
  const passed = results.filter((probe) => probe.state === "passed").length;
  const at = results.flatMap((probe) => (probe.at ? [Date.parse(probe.at)] : []));
  return (
    <Panel
      title="Probes"
      meta={results.length > 0 ? `${passed} of ${results.length}` : "not run yet"}
      actions={
        <span className="flex items-center gap-1.5">
          {at.length > 0 && (
            <span className="text-xs text-ink-3">
              <RelativeTime atMs={Math.max(...at)} nowMs={nowMs} />
            </span>
          )}
          <OperatorOnly>
            <IconButton
              label="Run the probes again"
              icon={pending ? <Spinner /> : <RotateCw />}
              onClick={() =>
                start(async () => {
                  const result = await answerOf(run({ stack: stackId }));
                  setRefusal(result.status === "failed" ? result.error : null);
                  if (result.status === "done") setNewer({ of: first, results: result.value });
                })
              }
            />
          </OperatorOnly>
        </span>
      }
    >
      {refusal && (
        <div className="px-3.5 pt-2">
          <Refusal error={refusal} />
        </div>
      )}
      {results.length > 0 && <ProbeList probes={results} />}
    </Panel>
  );
}
