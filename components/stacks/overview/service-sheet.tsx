"use client";

import { Play, RotateCw } from "lucide-react";
import { useEffect, useState, useTransition } from "react";
import { OperatorOnly } from "@/components/account/role-context";
import { answerOf } from "@/components/feedback/answer-of";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { ServiceDetails } from "@/components/stacks/overview/service-details";
import { isStartable } from "@/components/stacks/overview/startable-service";
import { StateBadge } from "@/components/state/state-badge";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import type { RouteJson } from "@/lib/api/contract/route";
import type { ServiceView } from "@/lib/api/contract/service-views";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { stackRoutes } from "@/lib/api/contract/stacks";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export type ServiceDetail = RouteJson<(typeof stackRoutes)["stacks.service"]>;

export type ServiceActions = {
  readonly show: (input: { stack: string; service: string }) => Promise<ActionState<ServiceDetail>>;
  readonly start: (input: { stack: string; service: string }) => Promise<ActionState<{ jobNumber: number }>>;
  readonly restart: (input: {
    stack: string;
    service: string;
  }) => Promise<ActionState<{ jobNumber: number }>>;
};

type ServiceSheetProps = {
  readonly stack: StackView;
  readonly service: ServiceView;
  readonly actions: ServiceActions;
  readonly onClose: () => void;
};

/** One service over the page of its stack; asked for again when its container or its state changes. */
export function ServiceSheet({ stack, service, actions, onClose }: ServiceSheetProps) {
  const [detail, setDetail] = useState<ServiceDetail | null>(null);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const { show } = actions;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another container or state is another answer
  useEffect(() => {
    let gone = false;
    void answerOf(show({ stack: stack.id, service: service.name })).then((result) => {
      if (gone) return;
      if (result.status === "done") setDetail(result.value);
      setRefusal(result.status === "failed" ? result.error : null);
    });
    return () => {
      gone = true;
    };
  }, [show, stack.id, service.name, service.containerId, service.state]);

  const isDown = isStartable(service);
  const startOrRestart = () =>
    start(async () => {
      const ask = isDown ? actions.start : actions.restart;
      const result = await answerOf(ask({ stack: stack.id, service: service.name }));
      if (result.status === "failed") setRefusal(result.error);
      if (result.status === "done") showResult(`${service.name} is ${isDown ? "starting" : "restarting"}`);
    });

  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={service.name}
      meta={
        <>
          <StateBadge state={service.state} />
          <span className="truncate text-xs text-ink-3">{service.reason}</span>
        </>
      }
      actions={
        (isDown || !service.oneShot) && (
          <OperatorOnly>
            <Button
              icon={isDown ? <Play /> : <RotateCw />}
              pending={pending}
              disabled={stack.activeJob !== null}
              onClick={startOrRestart}
            >
              {isDown ? "Start" : "Restart"}
            </Button>
          </OperatorOnly>
        )
      }
    >
      <Refusal error={refusal} />
      {detail ? (
        <ServiceDetails detail={{ ...detail, service }} stackName={stack.name} />
      ) : (
        !refusal && <p className="text-ink-3">Asking the engine about {service.name}</p>
      )}
    </Sheet>
  );
}
