"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useState } from "react";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { answerOf } from "@/components/feedback/answer-of";
import { Refusal } from "@/components/feedback/refusal";
import { formatBytes, plural } from "@/components/ui/format";
import { SwitchField } from "@/components/ui/switch-field";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

type Volume = { name: string; sizeBytes: number | null };

export type RemoveAction = {
  readonly backups: (input: { stack: string }) => Promise<ActionState<{ count: number; sizeBytes: number }>>;
  readonly volumes: (input: { stack: string }) => Promise<ActionState<readonly Volume[]>>;
  readonly remove: (input: {
    stack: string;
    confirmName: string;
    removeVolumes: string[];
  }) => Promise<ActionState<{ jobNumber: number }>>;
};

type RemoveDialogProps = {
  readonly stack: Pick<StackView, "id" | "name" | "services">;
  readonly remove: RemoveAction;
  readonly onClose: () => void;
};

/** What will be gone, by name and size; volumes stay unless their switch is turned off; the name is typed. */
export function RemoveDialog({ stack, remove, onClose }: RemoveDialogProps) {
  const router = useRouter();
  const [volumes, setVolumes] = useState<readonly Volume[] | null>(null);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const listId = useId();
  const [backups, setBackups] = useState({ count: 0, sizeBytes: 0 });
  const { volumes: askVolumes, backups: askBackups } = remove;
  useEffect(() => {
    let gone = false;
    void answerOf(askVolumes({ stack: stack.id })).then((result) => {
      if (gone) return;
      if (result.status === "done") setVolumes(result.value);
      if (result.status === "failed") setRefusal(result.error);
    });
    void answerOf(askBackups({ stack: stack.id })).then((result) => {
      if (gone) return;
      if (result.status === "done") setBackups(result.value);
      if (result.status === "failed") setRefusal(result.error);
    });
    return () => {
      gone = true;
    };
  }, [askVolumes, askBackups, stack.id]);

  const toggle = (name: string, keep: boolean) => {
    const next = new Set(deleted);
    if (keep) next.delete(name);
    else next.add(name);
    setDeleted(next);
  };
  const kept = (volumes?.length ?? 0) - deleted.size;
  const outcome =
    deleted.size === 0
      ? `Remove the stack, keep ${plural(kept, "volume")}`
      : `Remove the stack and ${plural(deleted.size, "volume")}`;

  return (
    <ConfirmDialog
      title={`Remove ${stack.name}`}
      description={`Stops and removes ${plural(stack.services.length, "container")}, the network, and the definition with its secrets.`}
      keep="Keep the stack"
      confirm={outcome}
      typed={stack.name}
      disabled={volumes === null}
      run={(confirmName) => remove.remove({ stack: stack.id, confirmName, removeVolumes: [...deleted] })}
      onDone={({ jobNumber }) => router.push(`/jobs/${jobNumber}`)}
      onClose={onClose}
    >
      <div className="mb-3">
        <h3 id={listId} className="pb-1 font-medium">
          Volumes
        </h3>
        {volumes === null && !refusal && <p className="text-ink-3">Asking the engine for their sizes</p>}
        <Refusal error={refusal} />
        {volumes?.length === 0 && <p className="text-ink-3">This stack has no volumes.</p>}
        <ul aria-labelledby={listId}>
          {volumes?.map((volume) => (
            <li key={volume.name} className="border-b border-line last:border-b-0">
              <SwitchField
                label={<span className="mono">{volume.name}</span>}
                hint={`${volume.sizeBytes === null ? "size not known" : formatBytes(volume.sizeBytes)}, ${deleted.has(volume.name) ? "its data is lost" : "kept"}`}
                checked={!deleted.has(volume.name)}
                onCheckedChange={(keep) => toggle(volume.name, keep)}
              />
            </li>
          ))}
        </ul>
        {backups.count > 0 && (
          <p className="pt-2 text-ink-2">
            {plural(backups.count, "backup")} of its data ({formatBytes(backups.sizeBytes)}){" "}
            {backups.count === 1 ? "stays" : "stay"} on the server: to be downloaded or deleted under
            Settings, Backups, and no longer to be restored here.
          </p>
        )}
      </div>
    </ConfirmDialog>
  );
}
