"use client";

import { useRouter } from "next/navigation";
import { useEffect, useId, useState, useTransition } from "react";
import { useProof } from "@/components/account/proof-provider";
import { answerOf } from "@/components/feedback/answer-of";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FieldError } from "@/components/ui/field-error";
import { formatBytes, plural } from "@/components/ui/format";
import { SwitchField } from "@/components/ui/switch-field";
import { TextInput } from "@/components/ui/text-input";
import type { StackView } from "@/lib/api/contract/stack-views";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

type Volume = { name: string; sizeBytes: number | null };

export type RemoveAction = {
  readonly volumes: (input: { stack: string }) => Promise<ActionState<readonly Volume[]>>;
  readonly remove: (input: {
    stack: string;
    confirmName: string;
    removeVolumes: string[];
  }) => Promise<ActionState<{ jobNumber: number }>>;
};

type RemoveDialogProps = {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly stack: Pick<StackView, "id" | "name" | "services">;
  readonly remove: RemoveAction;
};

/** What will be gone, by name and size; volumes stay unless their switch is turned off; the name is typed. */
export function RemoveDialog({ open, onOpenChange, stack, remove }: RemoveDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      alert
      title={`Remove ${stack.name}`}
      description={`Stops and removes ${plural(stack.services.length, "container")}, the network, and the definition with its secrets.`}
    >
      {open && <RemoveForm stack={stack} remove={remove} />}
    </Dialog>
  );
}

function RemoveForm({ stack, remove }: Pick<RemoveDialogProps, "stack" | "remove">) {
  const router = useRouter();
  const proven = useProof();
  const [typed, setTyped] = useState("");
  const [volumes, setVolumes] = useState<readonly Volume[] | null>(null);
  const [deleted, setDeleted] = useState<ReadonlySet<string>>(new Set());
  const [refusal, setRefusal] = useState<ErrorView | null>(null);
  const [pending, start] = useTransition();
  const listId = useId();
  const { volumes: askVolumes } = remove;
  useEffect(() => {
    let gone = false;
    void answerOf(askVolumes({ stack: stack.id })).then((result) => {
      if (gone) return;
      if (result.status === "done") setVolumes(result.value);
      if (result.status === "failed") setRefusal(result.error);
    });
    return () => {
      gone = true;
    };
  }, [askVolumes, stack.id]);

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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== stack.name) return;
        start(async () => {
          const result = await proven(() =>
            remove.remove({ stack: stack.id, confirmName: typed, removeVolumes: [...deleted] }),
          );
          if (result.status === "failed") setRefusal(result.error);
          if (result.status === "done") router.push(`/jobs/${result.value.jobNumber}`);
        });
      }}
    >
      <h3 id={listId} className="pb-1 font-medium">
        Volumes
      </h3>
      {volumes === null && !refusal && <p className="text-ink-3">Asking the engine for their sizes</p>}
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
      <Field className="mt-3" label={`Type ${stack.name} to confirm`}>
        {(control) => (
          <TextInput
            {...control}
            size="field"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      {refusal && (
        <FieldError id={`${listId}-refusal`}>
          {refusal.message} {refusal.fix}
        </FieldError>
      )}
      <div className="-mx-5 mt-4 flex flex-wrap justify-end gap-2 border-t border-line px-5 pt-3">
        <DialogClose asChild>
          <Button type="button">Keep the stack</Button>
        </DialogClose>
        <Button
          type="submit"
          variant="danger"
          disabled={typed !== stack.name || volumes === null}
          pending={pending}
        >
          {outcome}
        </Button>
      </div>
    </form>
  );
}
