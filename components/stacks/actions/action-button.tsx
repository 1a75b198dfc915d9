"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { OperatorOnly } from "@/components/account/role-context";
import type { StackActions } from "@/components/stacks/actions/stack-action-types";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import type { ActionView } from "@/lib/api/contract/actions";
import type { StackView } from "@/lib/api/contract/stack-views";

export interface ActionButtonProps {
  readonly stack: Pick<StackView, "id" | "name" | "activeJob">;
  readonly action: ActionView;
  readonly act: StackActions["act"];
}

/** One action of a stack: what it does is said first, and what is lost by it is confirmed by the stack's name. */
export function ActionButton({ stack, action, act }: ActionButtonProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  if (action.state === "done") return <Tag tone="ok">{action.reason}</Tag>;
  if (action.state === "unavailable") return <Tag>{action.reason}</Tag>;
  const { warning } = action;
  return (
    <OperatorOnly>
      <Button size="tiny" disabled={stack.activeJob !== null} onClick={() => setOpen(true)}>
        {action.title}
      </Button>
      {open && (
        <ConfirmDialog
          title={`${action.title}: ${stack.name}`}
          description={action.explanation}
          keep="Leave it as it is"
          confirm={action.title}
          variant={warning === null ? "primary" : "danger"}
          {...(warning !== null && { typed: stack.name })}
          run={(confirmName) => act({ stack: stack.id, action: action.id, confirmName })}
          onDone={({ jobNumber }) => router.push(`/jobs/${jobNumber}`)}
          onClose={() => setOpen(false)}
        >
          {warning !== null && <p className="mb-3 text-bad-ink">{warning}</p>}
        </ConfirmDialog>
      )}
    </OperatorOnly>
  );
}
