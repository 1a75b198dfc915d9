"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { backupName } from "@/components/stack-backups/backup-words";
import type { StackBackupActions } from "@/components/stack-backups/stack-backup-actions";
import { VolumeList } from "@/components/stack-backups/volume-list";
import { SwitchField } from "@/components/ui/switch-field";
import type { RestorableBackupView, StackBackupsView } from "@/lib/api/contract/stack-backups";

export interface RestoreDialogProps {
  readonly stack: { readonly id: string; readonly name: string };
  readonly list: Pick<StackBackupsView, "volumes" | "isHalfRestored">;
  readonly backup: RestorableBackupView;
  readonly restore: StackBackupActions["restore"];
  readonly onClose: () => void;
}

/** What is lost by it, what comes with it, and whether what is there is kept; the name is typed. */
export function RestoreDialog({ stack, list, backup, restore, onClose }: RestoreDialogProps) {
  const router = useRouter();
  const [saveFirst, setSaveFirst] = useState(!list.isHalfRestored);
  const held = new Set(backup.volumes.map(({ key }) => key));
  const left = list.volumes.filter(({ key }) => !held.has(key));
  return (
    <ConfirmDialog
      title={`Restore ${stack.name}`}
      description={`Puts the data of the ${backupName(backup)} in the place of what is there. Whatever was written since is lost${saveFirst ? " to the stack, and kept in a backup of its own" : ""}. The stack is down meanwhile.`}
      keep="Leave the data as it is"
      confirm={saveFirst ? "Back up, then restore" : "Restore without a backup"}
      typed={stack.name}
      run={(confirmName) => restore({ stack: stack.id, backup: backup.id, confirmName, saveFirst })}
      onDone={({ jobNumber }) => router.push(`/jobs/${jobNumber}`)}
      onClose={onClose}
    >
      <VolumeList
        label="What is replaced"
        volumes={backup.volumes.map(({ key, sizeBytes }) => ({ name: `${stack.name}_${key}`, sizeBytes }))}
      />
      {left.length > 0 && (
        <p className="mb-3 text-ink-2">
          Not in the backup, and left as it is: {left.map(({ name }) => name).join(", ")}.
        </p>
      )}
      {backup.bringsSecrets && (
        <p className="mb-3 text-ink-2">
          Its secrets are others than those of today, and its data goes with them. They come back as a new
          revision with the settings that are deployed: keys and passwords that were made since are refused
          from then on.
        </p>
      )}
      {list.isHalfRestored ? (
        <p className="mb-3 text-ink-2">
          What is there was left half done by a restore before: there is nothing to back up first.
        </p>
      ) : (
        <div className="mb-3">
          <SwitchField
            label="Back up what is there first"
            hint="Needs room for one more backup. With it, this restore can be taken back."
            checked={saveFirst}
            onCheckedChange={setSaveFirst}
          />
        </div>
      )}
    </ConfirmDialog>
  );
}
