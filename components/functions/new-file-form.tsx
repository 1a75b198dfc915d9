"use client";

import { useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import type { FileActions } from "@/components/functions/function-actions";
import type { Of } from "@/components/functions/use-open-file";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { filePathProblem } from "@/lib/functions/file-path";
import { issueOf } from "@/lib/web/action-state";

export interface NewFileFormProps {
  readonly of: Of;
  readonly save: FileActions["save"];
  readonly onDone: (path: string) => void;
}

/** An empty file at a path; folders on the way are made. */
export function NewFileForm({ of, save, onDone }: NewFileFormProps) {
  const { act, pending, refusal } = useProvenAction();
  const [path, setPath] = useState("");
  const problem = path === "" ? undefined : filePathProblem(path);
  return (
    <form
      className="border-t border-line px-3.5 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (filePathProblem(path) !== undefined) return;
        act({
          run: () => save({ ...of, path, text: "", base: null }),
          onDone: () => {
            setPath("");
            onDone(path);
          },
        });
      }}
    >
      <Field label="New file" error={problem ?? issueOf(refusal, "path")}>
        {(control) => (
          <span className="flex gap-1.5">
            <TextInput
              {...control}
              mono
              size="control"
              frameClassName="min-w-0 flex-1"
              autoComplete="off"
              spellCheck={false}
              placeholder="lib/answer.ts"
              value={path}
              onChange={(event) => setPath(event.target.value)}
            />
            <Button type="submit" disabled={filePathProblem(path) !== undefined} pending={pending}>
              Add
            </Button>
          </span>
        )}
      </Field>
      <Refusal error={refusal} fields={["path"]} />
    </form>
  );
}
