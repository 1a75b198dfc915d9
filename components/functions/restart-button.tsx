"use client";

import { RotateCw } from "lucide-react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import type { FunctionActions } from "@/components/functions/function-actions";
import { Button } from "@/components/ui/button";

export interface RestartButtonProps {
  readonly stack: string;
  readonly service: string;
  readonly restart: FunctionActions["restart"];
}

/** The one service, and nothing else of the stack. */
export function RestartButton({ stack, service, restart }: RestartButtonProps) {
  const { act, pending, refusal } = useProvenAction();
  return (
    <span className="inline-grid justify-items-end gap-1">
      <Button
        icon={<RotateCw />}
        pending={pending}
        onClick={() =>
          act({
            run: () => restart({ stack, service }),
            onDone: ({ jobNumber }) => showResult(`${service} is restarting`, `job ${jobNumber}`),
          })
        }
      >
        Restart {service}
      </Button>
      <Refusal error={refusal} />
    </span>
  );
}
