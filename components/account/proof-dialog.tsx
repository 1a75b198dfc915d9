"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useState } from "react";
import { CodeInput } from "@/components/account/code-input";
import { signByPasskey } from "@/components/account/passkey-device";
import { answerOf } from "@/components/feedback/answer-of";
import { Refusal } from "@/components/feedback/refusal";
import { Button } from "@/components/ui/button";
import { Dialog, DialogButtons, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PasswordInput } from "@/components/ui/password-input";
import type { PasskeyAssertion, PasskeyRequestOptions } from "@/lib/api/contract/passkeys";
import type { ErrorView } from "@/lib/api/contract/views";
import { type ActionState, issueOf } from "@/lib/web/action-state";

export type ProofPasskey = {
  readonly ask: (input: Record<string, never>) => Promise<ActionState<PasskeyRequestOptions>>;
  readonly prove: (input: PasskeyAssertion) => Promise<ActionState<null>>;
};

export interface ProofDialogProps {
  readonly open: boolean;
  /** Whose password, for password managers. */
  readonly name: string;
  readonly prove: (input: { password: string; code: string }) => Promise<ActionState<null>>;
  /** In place of both; null for who has none that works on this page. */
  readonly passkey: ProofPasskey | null;
  readonly onGiven: () => void;
  readonly onClose: () => void;
}

/** Asks whoever sits before a page that was left open whether it is still theirs. */
export function ProofDialog({ open, onClose, ...form }: ProofDialogProps) {
  // Known from the first refusal on, so that the next question asks for both at once.
  const [asksCode, setAsksCode] = useState(false);
  const typed = asksCode ? "a password and a code" : "a password";
  const proof = form.passkey === null ? typed : `${typed}, or a passkey,`;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Your password, once more"
      description={`What comes next takes ${proof} given in the last 5 minutes. It goes on by itself afterwards.`}
    >
      {open && <ProofForm {...form} asksCode={asksCode} onCodeAsked={() => setAsksCode(true)} />}
    </Dialog>
  );
}

interface ProofFormProps extends Pick<ProofDialogProps, "name" | "prove" | "passkey" | "onGiven"> {
  readonly asksCode: boolean;
  readonly onCodeAsked: () => void;
}

function ProofForm({ name, prove, passkey, onGiven, asksCode, onCodeAsked }: ProofFormProps) {
  // Not a transition: React holds those back until the one that waits for this answer has ended.
  const [pending, setPending] = useState<"typed" | "passkey" | null>(null);
  const [refusal, setRefusal] = useState<ErrorView | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = (field: string) => String(form.get(field) ?? "");
    await take("typed", () => answerOf(prove({ password: given("password"), code: given("code") })));
  }

  async function take(by: "typed" | "passkey", run: () => Promise<ActionState<null>>): Promise<void> {
    setPending(by);
    setRefusal(null);
    const state = await run();
    setPending(null);
    if (state.status === "done") onGiven();
    if (state.status !== "failed") return;
    if (state.error.code === "second-factor-needed") onCodeAsked();
    else setRefusal(state.error);
  }

  return (
    <form method="post" onSubmit={submit}>
      <input type="text" name="username" autoComplete="username" defaultValue={name} hidden readOnly />
      <Field label="Password" error={issueOf(refusal, "password")}>
        {(control) => (
          <PasswordInput {...control} name="password" autoComplete="current-password" autoFocus required />
        )}
      </Field>
      {asksCode && (
        <Field
          label="Code"
          hint="Six digits of your authenticator app, or one of your recovery codes."
          error={issueOf(refusal, "code")}
        >
          {(control) => <CodeInput {...control} maxLength={40} />}
        </Field>
      )}
      <Refusal error={refusal} fields={["password", "code"]} />
      <DialogButtons>
        <DialogClose asChild>
          <Button>Not now</Button>
        </DialogClose>
        {passkey && (
          <Button
            icon={<KeyRound />}
            pending={pending === "passkey"}
            onClick={() => void take("passkey", () => provenByPasskey(passkey))}
          >
            Use a passkey
          </Button>
        )}
        <Button type="submit" variant="primary" pending={pending === "typed"}>
          Go on
        </Button>
      </DialogButtons>
    </form>
  );
}

async function provenByPasskey({ ask, prove }: ProofPasskey): Promise<ActionState<null>> {
  const signed = await signByPasskey(() => answerOf(ask({})));
  return signed.status === "done" ? answerOf(prove(signed.value)) : signed;
}
