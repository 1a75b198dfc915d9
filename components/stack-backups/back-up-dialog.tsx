"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import type { StackBackupActions } from "@/components/stack-backups/stack-backup-actions";
import { VolumeList } from "@/components/stack-backups/volume-list";
import { formatDuration } from "@/components/ui/format";
import type { StackBackupsView } from "@/lib/api/contract/stack-backups";

export interface BackUpDialogProps {
  readonly stack: { readonly id: string; readonly name: string };
  readonly list: StackBackupsView;
  readonly backUp: StackBackupActions["backUp"];
  readonly onClose: () => void;
}

/** What will be down, for how long as far as is known, and what is kept. */
export function BackUpDialog({ stack, list, backUp, onClose }: BackUpDialogProps) {
  const router = useRouter();
  const { stops, volumes, note } = list;
  const last = list.backups[0];
  const took = last === undefined ? "" : ` The last backup took ${formatDuration(last.tookMs)}.`;
  return (
    <ConfirmDialog
      title={`Back up ${stack.name}`}
      description={`Stops ${stops.join(", ")} while the data is read, and starts what ran again: the stack does not answer meanwhile.${took}`}
      keep="Not now"
      confirm="Back up now"
      variant="primary"
      run={() => backUp({ stack: stack.id })}
      onDone={({ jobNumber }) => router.push(`/jobs/${jobNumber}`)}
      onClose={onClose}
    >
      <VolumeList label="What is kept" volumes={volumes} />
      <p className="mb-3 text-ink-2">{note}</p>
    </ConfirmDialog>
  );
}
