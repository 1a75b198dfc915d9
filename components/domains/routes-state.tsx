"use client";

import { useRouter } from "next/navigation";
import { OperatorOnly } from "@/components/account/role-context";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { showResult } from "@/components/feedback/toaster";
import { OperationRow } from "@/components/plan/operation-row";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { DomainsView } from "@/lib/api/contract/domains";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export interface RoutesStateProps {
  readonly view: DomainsView;
  readonly apply: (input: Record<string, never>) => Promise<ActionState<{ failure: ErrorView | null }>>;
}

/** What Caddy could not be given, and what it is to be given next; nothing while all is as it should be. */
export function RoutesState({ view, apply }: RoutesStateProps) {
  const router = useRouter();
  const { act, pending, refusal } = useProvenAction();
  const failure = refusal ?? view.failure;
  const load = () =>
    act({
      run: () => apply({}),
      onDone: (loaded) => {
        if (loaded.failure === null) showResult("Loaded the routes");
      },
      onEnd: () => router.refresh(),
    });
  const button = (
    <OperatorOnly>
      <Button size="small" pending={pending} onClick={load}>
        Load the routes
      </Button>
    </OperatorOnly>
  );
  return (
    <>
      {failure && (
        <Banner state="failed" title={failure.message} actions={button}>
          {[...(failure.evidence ?? []), failure.fix ?? ""].filter(Boolean).map(sentence).join(" ")}
        </Banner>
      )}
      {view.operations.length > 0 && (
        <Panel title="Not loaded yet" actions={failure ? undefined : button}>
          <ul>
            {view.operations.map((operation) => (
              <OperationRow key={operation.target.name} operation={operation} />
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
