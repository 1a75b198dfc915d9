"use client";

import { type RunProven, useProof } from "@/components/account/proof-provider";
import { useMay } from "@/components/account/role-context";
import { SecretField, type SecretFieldProps } from "@/components/ui/secret-field";
import { ValueRowFrame } from "@/components/ui/value-row";
import type { ActionState } from "@/lib/web/action-state";

export type RevealAction = (input: { stack: string; secret: string }) => Promise<ActionState<string>>;

export interface StackSecretProps extends Pick<SecretFieldProps, "label" | "lead" | "dots" | "mark" | "tag"> {
  readonly stackId: string;
  /** Its name. */
  readonly secret: string;
  readonly reveal: RevealAction;
}

/** One of a stack's secrets, for whoever may see it; the others learn what it takes. */
export function StackSecret({ stackId, secret, reveal, ...look }: StackSecretProps) {
  const operates = useMay("operator");
  const proven = useProof();
  if (!operates) {
    return (
      <ValueRowFrame label={look.label} mark={look.mark}>
        {look.lead && <span className="mr-[1ch]">{look.lead}</span>}
        <span className="font-sans text-ink-3">hidden: revealing it takes the role operator</span>
      </ValueRowFrame>
    );
  }
  return (
    <SecretField {...look} onReveal={() => revealed(proven, () => reveal({ stack: stackId, secret }))} />
  );
}

/** For a field that shows what went wrong by itself. */
async function revealed(proven: RunProven, reveal: () => Promise<ActionState<string>>): Promise<string> {
  const result = await proven(reveal);
  if (result.status === "done") return result.value;
  throw new Error(
    result.status === "failed" ? result.error.message : "It is handed out once your password is given",
  );
}
