"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { plural } from "@/components/ui/format";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { ActionState } from "@/lib/web/action-state";

export type TakeDown = (input: { stack: string }) => Promise<ActionState<{ jobNumber: number }>>;

type TakeDownDialogProps = {
  readonly stack: Pick<StackView, "id" | "name" | "services">;
  readonly takeDown: TakeDown;
  readonly onClose: () => void;
};

/** Containers and network go; whatever it takes to have them again stays. */
export function TakeDownDialog({ stack, takeDown, onClose }: TakeDownDialogProps) {
  const router = useRouter();
  const containers = stack.services.filter(({ containerId }) => containerId !== null).length;
  return (
    <ConfirmDialog
      title={`Take down ${stack.name}`}
      description={`Stops and removes ${plural(containers, "container")}, with logs and network. Volumes with all data, the definition and its secrets stay: Start makes the containers anew.`}
      keep="Leave it running"
      confirm="Take down"
      variant="danger"
      run={() => takeDown({ stack: stack.id })}
      onDone={({ jobNumber }) => router.push(`/jobs/${jobNumber}`)}
      onClose={onClose}
    />
  );
}
