"use client";

import { useRouter } from "next/navigation";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { PasskeyView } from "@/lib/api/contract/passkeys";
import { type ActionState, issueOf } from "@/lib/web/action-state";

export interface RenamePasskeyDialogProps {
  /** null: closed. */
  readonly passkey: PasskeyView | null;
  readonly rename: (input: { passkey: string; name: string }) => Promise<ActionState<null>>;
  readonly onClose: () => void;
}

export function RenamePasskeyDialog({ passkey, rename, onClose }: RenamePasskeyDialogProps) {
  const router = useRouter();
  const { act, pending, refusal } = useProvenAction();
  if (passkey === null) return null;
  const { id } = passkey;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Rename the passkey ${passkey.name}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get("name") ?? "");
          act({
            run: () => rename({ passkey: id, name }),
            onDone: () => {
              onClose();
              router.refresh();
            },
          });
        }}
      >
        <Field label="Name" error={issueOf(refusal, "name")}>
          {(control) => (
            <TextInput
              {...control}
              name="name"
              maxLength={64}
              autoComplete="off"
              required
              defaultValue={passkey.name}
            />
          )}
        </Field>
        <Refusal error={refusal} fields={["name"]} />
        <DialogButtons>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" pending={pending}>
            Rename
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
