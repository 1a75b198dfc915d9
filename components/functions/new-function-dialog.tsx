"use client";

import { useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import type { FunctionActions } from "@/components/functions/function-actions";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import { functionNameProblem } from "@/lib/functions/function-name";
import { issueOf } from "@/lib/web/action-state";

export interface NewFunctionDialogProps {
  readonly stack: string;
  readonly create: FunctionActions["create"];
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}

/** A name is all that is asked for: the rest is the sample's. */
export function NewFunctionDialog({ stack, create, onDone, onClose }: NewFunctionDialogProps) {
  const { act, pending, refusal } = useProvenAction();
  const [name, setName] = useState("");
  const problem = name === "" ? undefined : functionNameProblem(name);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New function"
      description="It begins with a sample that answers at once."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (functionNameProblem(name) !== undefined) return;
          act({ run: () => create({ stack, name }), onDone: () => onDone(name) });
        }}
      >
        <Field
          label="Name"
          hint="Stands in the address. One that begins with _ is code that functions share."
          error={problem ?? issueOf(refusal, "name")}
        >
          {(control) => (
            <TextInput
              {...control}
              mono
              autoComplete="off"
              spellCheck={false}
              maxLength={63}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Refusal error={refusal} fields={["name"]} />
        <DialogButtons>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            type="submit"
            variant="primary"
            disabled={functionNameProblem(name) !== undefined}
            pending={pending}
          >
            Create
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
