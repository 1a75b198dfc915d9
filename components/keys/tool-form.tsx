import type { FormEvent, ReactNode } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { WakingFields } from "@/components/ui/waking-fields";

type ToolFormProps = {
  /** On the button: what is made. */
  readonly verb: string;
  readonly pending: boolean;
  /** Nothing in the fields is wrong. */
  readonly ready?: boolean;
  readonly onMake: () => void;
  readonly children?: ReactNode;
};

/** The inputs of a tool, and the button that makes something of them. */
export function ToolForm({ verb, pending, ready = true, onMake, children }: ToolFormProps) {
  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready && !pending) onMake();
  }
  return (
    <form method="post" autoComplete="off" onSubmit={submit}>
      <WakingFields className="grid gap-5">
        {children}
        <div>
          <SubmitButton pending={pending} disabled={!ready}>
            {verb}
          </SubmitButton>
        </div>
      </WakingFields>
    </form>
  );
}
