"use client";

import { type ReactNode, useRef, useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { Button, type ButtonVariant } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { ActionState } from "@/lib/web/action-state";

export interface ConfirmDialogProps<Value> {
  readonly title: string;
  /** What is lost, and what is not. */
  readonly description: string;
  /** On the button that leaves all as it is. */
  readonly keep: string;
  /** On the button that does it. */
  readonly confirm: ReactNode;
  /** Of that button; `danger` unless nothing is lost. */
  readonly variant?: Extract<ButtonVariant, "primary" | "danger">;
  /** What must be typed first, as the name of what goes. */
  readonly typed?: string;
  /** Not yet: what it would do is not known so far. */
  readonly disabled?: boolean;
  /** Given what was typed. */
  readonly run: (text: string) => Promise<ActionState<Value>>;
  readonly onDone: (value: Value) => void;
  readonly onClose: () => void;
  /** Moves the focus once it was done, where the button that opened this goes with what is lost. */
  readonly focusAfter?: () => void;
  readonly children?: ReactNode;
}

/** Before something is lost for good, or done that takes a word first. It is open as long as it is there, and starts afresh each time. */
export function ConfirmDialog<Value>(props: ConfirmDialogProps<Value>) {
  const {
    keep,
    confirm,
    variant = "danger",
    typed,
    disabled = false,
    run,
    onDone,
    onClose,
    children,
  } = props;
  const { act, pending, refusal } = useProvenAction();
  const [text, setText] = useState("");
  const isDone = useRef(false);
  const ready = !disabled && (typed === undefined || text === typed);

  function done(value: Value): void {
    isDone.current = true;
    onDone(value);
  }

  return (
    <Dialog
      open
      onCloseAutoFocus={(event) => {
        if (props.focusAfter === undefined || !isDone.current) return;
        event.preventDefault();
        props.focusAfter();
      }}
      onOpenChange={(open) => !open && onClose()}
      alert={variant === "danger"}
      title={props.title}
      description={props.description}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) act({ run: () => run(text), onDone: done });
        }}
      >
        {children}
        {typed !== undefined && (
          <Field label={`Type ${typed} to confirm`}>
            {(control) => (
              <TextInput
                {...control}
                autoComplete="off"
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        <Refusal error={refusal} />
        <DialogButtons>
          <DialogClose asChild>
            <Button>{keep}</Button>
          </DialogClose>
          <Button type="submit" variant={variant} disabled={!ready} pending={pending}>
            {confirm}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
