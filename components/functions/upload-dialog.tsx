"use client";

import { useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import type { FunctionActions } from "@/components/functions/function-actions";
import { inBase64, nameOfArchive, sizeProblem } from "@/components/functions/packed-file";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { functionNameProblem } from "@/lib/functions/function-name";
import { type ActionState, issueOf } from "@/lib/web/action-state";

export interface UploadDialogProps {
  readonly stack: string;
  /** What the archive takes the place of; null: it is a new function. */
  readonly replaced: { readonly name: string; readonly version: string } | null;
  readonly upload: FunctionActions["upload"];
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

/** A folder as one file, as tar packs it. It is checked to its end before anything of it is written. */
export function UploadDialog({ stack, replaced, upload, onDone, onClose }: UploadDialogProps) {
  const { act, pending, refusal } = useProvenAction();
  const [file, setFile] = useState<File | null>(null);
  const [typed, setTyped] = useState("");
  const name = replaced?.name ?? typed;
  const tooLarge = file === null ? null : sizeProblem(file);
  const nameProblem = typed === "" ? undefined : functionNameProblem(typed);
  const ready = file !== null && tooLarge === null && functionNameProblem(name) === undefined;

  async function send(archive: File) {
    const bytes = await inBase64(archive).catch((error: unknown) => {
      // Removed or changed since it was chosen.
      if (error instanceof DOMException) return null;
      throw error;
    });
    if (bytes === null) return FILE_GONE;
    return upload({ stack, function: name, archive: bytes, base: replaced?.version ?? null });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={replaced === null ? "Upload a function" : `Replace the files of ${replaced.name}`}
      description={
        replaced === null
          ? "A folder that was packed by tar becomes a function."
          : "The archive takes the place of all files that the function has now."
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null && ready) act({ run: () => send(file), onDone: () => onDone(name) });
        }}
      >
        <Field
          label="Archive"
          hint="A .tar or .tar.gz of 720 KiB at most, with files and folders alone."
          error={tooLarge ?? issueOf(refusal, "archive")}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".tar,.gz,.tgz,application/gzip,application/x-tar"
              className="w-full min-w-0 text-xs"
              onChange={(event) => {
                const [chosen] = event.target.files ?? [];
                setFile(chosen ?? null);
                if (chosen !== undefined && typed === "") setTyped(nameOfArchive(chosen.name));
              }}
            />
          )}
        </Field>
        {replaced === null && (
          <Field label="Name" className="mt-3" error={nameProblem ?? issueOf(refusal, "name")}>
            {(control) => (
              <TextInput
                {...control}
                mono
                autoComplete="off"
                spellCheck={false}
                maxLength={63}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        )}
        <Refusal error={refusal} fields={["archive", "name"]} />
        <DialogButtons>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            {replaced === null ? "Upload" : "Replace all files"}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

const FILE_GONE: ActionState<never> = {
  status: "failed",
  error: {
    code: "input-invalid",
    message: "The file cannot be read any more",
    issues: [{ field: "archive", message: "Choose it once more: it was moved or changed" }],
  },
  values: {},
};
