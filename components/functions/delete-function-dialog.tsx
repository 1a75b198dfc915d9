"use client";

import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { showResult } from "@/components/feedback/toaster";
import type { FunctionActions } from "@/components/functions/function-actions";
import { plural } from "@/components/ui/format";
import type { FunctionSummaryView } from "@/lib/api/contract/functions";

export interface DeleteFunctionDialogProps {
  readonly stack: string;
  readonly deleted: Pick<FunctionSummaryView, "name" | "fileCount">;
  readonly remove: FunctionActions["remove"];
  readonly onDone: () => void;
  readonly onClose: () => void;
  readonly focusAfter?: () => void;
}

/** Says what goes; the name is typed. */
export function DeleteFunctionDialog(props: DeleteFunctionDialogProps) {
  const { stack, deleted, remove, onDone, onClose, focusAfter } = props;
  return (
    <ConfirmDialog
      title={`Delete ${deleted.name}`}
      description={`The function and its ${plural(deleted.fileCount, "file")} go for good. Whoever calls it gets an error from then on.`}
      keep="Keep the function"
      confirm="Delete the function"
      typed={deleted.name}
      run={(confirmName) => remove({ stack, function: deleted.name, confirmName })}
      onDone={() => {
        showResult("Deleted the function", deleted.name);
        onDone();
      }}
      onClose={onClose}
      {...(focusAfter && { focusAfter })}
    />
  );
}
