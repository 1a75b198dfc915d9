"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/account/confirm-dialog";
import { showResult } from "@/components/feedback/toaster";
import type { PersonView } from "@/lib/api/contract/people";
import type { ActionState } from "@/lib/web/action-state";

/** What somebody can lose with a device, and an owner take away. */
export type Resettable = "factor" | "passkeys";

export interface ResetDialogProps {
  /** null: closed. */
  readonly chosen: { readonly person: PersonView; readonly what: Resettable } | null;
  readonly reset: Readonly<Record<Resettable, (input: { person: string }) => Promise<ActionState<null>>>>;
  readonly onClose: () => void;
}

type Texts = { title: string; effect: string; keep: string; confirm: string; done: string };

const TEXTS: Readonly<Record<Resettable, (name: string) => Texts>> = {
  factor: (name) => ({
    title: `Reset the second factor of ${name}`,
    effect: "Until a new one is set up the password alone signs in.",
    keep: "Leave it on",
    confirm: "Reset it",
    done: `${name} signs in without a code`,
  }),
  passkeys: (name) => ({
    title: `Remove the passkeys of ${name}`,
    effect: "The password stays, and a second factor with it.",
    keep: "Leave them",
    confirm: "Remove them",
    done: `${name} has no passkeys any more`,
  }),
};

/** For a lost device. */
export function ResetDialog({ chosen, reset, onClose }: ResetDialogProps) {
  const router = useRouter();
  if (chosen === null) return null;
  const { person, what } = chosen;
  const { title, effect, keep, confirm, done } = TEXTS[what](person.name);
  return (
    <ConfirmDialog
      title={title}
      description={`Make sure that it is ${person.name} who asks. ${effect} The sessions of ${person.name} end.`}
      keep={keep}
      confirm={confirm}
      run={() => reset[what]({ person: person.id })}
      onDone={() => {
        showResult(done);
        onClose();
        router.refresh();
      }}
      onClose={onClose}
    />
  );
}
