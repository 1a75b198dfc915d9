import type { FormEvent, ReactNode } from "react";
import { Button } from "@/components/ui/button";
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
          <Button type="submit" variant="primary" size="field" pending={pending} disabled={!ready}>
            {verb}
          </Button>
        </div>
      </WakingFields>
    </form>
  );
}
