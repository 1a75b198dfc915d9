"use client";

import { Play } from "lucide-react";
import { OperatorOnly } from "@/components/account/role-context";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import type { ServiceActions } from "@/components/stacks/overview/service-sheet";
import { Button } from "@/components/ui/button";
import type { StackView } from "@/lib/api/contract/stack-views";

interface StartServiceProps {
  readonly stack: Pick<StackView, "id" | "activeJob">;
  readonly service: string;
  readonly start: ServiceActions["start"];
}

/** For a service that stayed as it was created: this one alone. */
export function StartService({ stack, service, start }: StartServiceProps) {
  const { act, pending, refusal } = useProvenAction();
  return (
    <OperatorOnly>
      <Button
        size="tiny"
        icon={<Play />}
        pending={pending}
        disabled={stack.activeJob !== null}
        aria-label={`Start ${service}`}
        onClick={() =>
          act({
            run: () => start({ stack: stack.id, service }),
            onDone: ({ jobNumber }) => showResult(`${service} is starting`, `job ${jobNumber}`),
          })
        }
      >
        Start
      </Button>
      <Refusal error={refusal} />
    </OperatorOnly>
  );
}
