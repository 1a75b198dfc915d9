"use client";

import { Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useMay } from "@/components/account/role-context";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { useHost } from "@/components/live/live-hooks";
import { FileField } from "@/components/stacks/file-field";
import type { StackSecretView } from "@/components/stacks/secrets/renew-secret";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogClose } from "@/components/ui/dialog";
import type { ActionState } from "@/lib/web/action-state";
import { issueOf } from "@/lib/web/action-state";

/** Answers with the number of the new revision. */
export type GiveAction = (input: {
  stack: string;
  base: number;
  secrets: Record<string, string>;
}) => Promise<ActionState<number>>;

export interface GiveSecretProps {
  readonly stack: { readonly id: string; readonly name: string; readonly revision: number };
  readonly secret: StackSecretView;
  /** All of the stack's. */
  readonly secrets: readonly StackSecretView[];
  readonly give: GiveAction;
}

/** Takes the place of a secret that is a file, and is made from no other: its own rest follows. */
export function GiveSecret(props: GiveSecretProps) {
  const { secret } = props;
  const operates = useMay("operator");
  const [open, setOpen] = useState(false);
  if (!operates || secret.file === null || secret.from.length > 0 || secret.fixed !== null) return null;
  return (
    <>
      <Button
        size="tiny"
        variant="quiet"
        icon={<Upload />}
        aria-label={`Import: ${secret.label}`}
        onClick={() => setOpen(true)}
      >
        Import
      </Button>
      {open && <GiveDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

const MAX_LENGTH = 20_000;

function GiveDialog({
  stack,
  secret,
  secrets,
  give,
  onClose,
}: GiveSecretProps & { readonly onClose: () => void }) {
  const router = useRouter();
  const engineOff = useHost().engine.state === "off";
  const { act, pending, refusal } = useProvenAction();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const fitted = secrets.filter(({ name }) => secret.fitted.includes(name));
  const files = [secret, ...fitted.filter(({ file }) => file !== null)];
  const given = Object.fromEntries(Object.entries(typed).filter(([, text]) => text.trim() !== ""));
  const made = fitted.filter(({ name }) => given[name] === undefined).map(({ label }) => label);
  const fields = files.map(({ name }) => `secrets.${name}`);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Import the ${secret.label.toLowerCase()}`}
      description={`Saved as revision ${stack.revision + 1} of ${stack.name}. Nothing changes before you have seen its plan and applied it.`}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          act({
            run: () => give({ stack: stack.id, base: stack.revision, secrets: given }),
            // Without an engine there is nothing to plan against: the files are what was saved.
            onDone: () => router.push(`/stacks/${stack.name}/${engineOff ? "files" : "plan"}`),
          });
        }}
      >
        <div className="grid gap-3.5">
          {files.map(({ name, label, file }, index) => (
            <FileField
              key={name}
              id={`give-${name}`}
              label={label}
              hint={
                index === 0
                  ? `The file ${file} of the other server.`
                  : `The file ${file}, to check that both are one pair. Left empty, it is made from the first.`
              }
              maxLength={MAX_LENGTH}
              rows={index === 0 ? 6 : 3}
              value={typed[name] ?? ""}
              error={issueOf(refusal, `secrets.${name}`)}
              onChange={(text) => setTyped({ ...typed, [name]: text })}
            />
          ))}
          <div className="text-xs text-ink-2">
            <p>{secret.consequence}</p>
            {made.length > 0 && <p className="mt-1">Made to fit it: {made.join(", ")}.</p>}
          </div>
        </div>
        <Refusal error={refusal} fields={fields} />
        <DialogButtons>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            variant="primary"
            pending={pending}
            disabled={given[secret.name] === undefined}
          >
            Save revision {stack.revision + 1}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
