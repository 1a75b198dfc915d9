"use client";

import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { useMay } from "@/components/account/role-context";
import { useHost } from "@/components/live/live-hooks";
import { Button } from "@/components/ui/button";
import type { RouteJson } from "@/lib/api/contract/route";
import type { secretRoutes } from "@/lib/api/contract/secrets";
import type { ActionState } from "@/lib/web/action-state";

export type StackSecretView = RouteJson<(typeof secretRoutes)["stacks.secrets"]>["secrets"][number];

/** Answers with the number of the new revision. */
export type RenewAction = (input: {
  stack: string;
  base: number;
  names: string[];
}) => Promise<ActionState<number>>;

export interface RenewSecretProps {
  readonly stack: { readonly id: string; readonly name: string; readonly revision: number };
  readonly secret: StackSecretView;
  /** All of the stack's. */
  readonly secrets: readonly StackSecretView[];
  readonly renew: RenewAction;
}

/** Makes a secret anew, with those that must fit it, as a revision whose plan comes next; says before what it entails. */
export function RenewSecret({ stack, secret, secrets, renew }: RenewSecretProps) {
  const router = useRouter();
  const operates = useMay("operator");
  const engineOff = useHost().engine.state === "off";
  const [open, setOpen] = useState(false);
  if (!operates || secret.provided || secret.fixed !== null) return null;
  const renewed = [secret, ...secrets.filter(({ name }) => secret.together.includes(name))];
  return (
    <>
      <Button
        size="tiny"
        variant="quiet"
        icon={<RefreshCw />}
        aria-label={`Make anew: ${secret.label}`}
        onClick={() => setOpen(true)}
      >
        Make anew
      </Button>
      {open && (
        <ConfirmDialog
          title={renewed.length === 1 ? `Make ${secret.label} anew` : `Make ${renewed.length} secrets anew`}
          description={`Saved as revision ${stack.revision + 1} of ${stack.name}. Nothing changes before you have seen its plan and applied it.`}
          keep="Keep it"
          confirm={`Save revision ${stack.revision + 1}`}
          run={() => renew({ stack: stack.id, base: stack.revision, names: [secret.name] })}
          // Without an engine there is nothing to plan against: the files are what was saved.
          onDone={() => router.push(`/stacks/${stack.name}/${engineOff ? "files" : "plan"}`)}
          onClose={() => setOpen(false)}
        >
          <ul aria-label="What it entails" className="mb-3 grid gap-2">
            {byConsequence(renewed).map(([consequence, labels]) => (
              <li key={consequence}>
                <span className="font-medium">{labels.join(", ")}</span>
                <span className="block text-ink-2">{consequence}</span>
              </li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}

/** What several entail alike is said once. */
function byConsequence(secrets: readonly StackSecretView[]): [string, string[]][] {
  const groups = new Map<string, string[]>();
  for (const { consequence, label } of secrets) {
    groups.set(consequence, [...(groups.get(consequence) ?? []), label]);
  }
  return [...groups];
}
