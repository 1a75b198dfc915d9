"use client";

import { Send } from "lucide-react";
import { type KeyboardEvent, useState, useTransition } from "react";
import { answerOf } from "@/components/feedback/answer-of";
import { Refusal } from "@/components/feedback/refusal";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TextInput } from "@/components/ui/text-input";
import type { ErrorView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export type SentMail = { said: string; host: string; revision: number };
export type SendTestMail = (input: { stack: string; to: string }) => Promise<ActionState<SentMail>>;

export interface TestMailProps {
  readonly stackId: string;
  readonly revision: number;
  /** Settings that are not saved play no part in it. */
  readonly unsaved: boolean;
  readonly send: SendTestMail;
}

type Outcome = { to: string } & ({ sent: SentMail } | { refused: ErrorView });

/** Below the e-mail settings: one message by them, and what the mail server said. */
export function TestMail({ stackId, revision, unsaved, send }: TestMailProps) {
  const [to, setTo] = useState("");
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [pending, start] = useTransition();
  const refused = outcome && "refused" in outcome ? outcome.refused : null;
  const atRecipient = refused?.issues?.find(({ field }) => field === "to");

  const submit = () => {
    if (pending || to.trim() === "") return;
    const recipient = to.trim();
    setOutcome(null);
    start(async () => {
      const result = await answerOf(send({ stack: stackId, to: recipient }));
      if (result.status === "failed") setOutcome({ to: recipient, refused: result.error });
      if (result.status === "done") setOutcome({ to: recipient, sent: result.value });
    });
  };
  /** It stands inside the form of the settings, which Enter would save. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    submit();
  };

  return (
    <Field
      layout="row"
      label="Test message"
      hint={`Sent from this server, by the settings of revision ${revision}${unsaved ? " as saved: save first to try what you changed" : ""}.`}
      error={refused?.code === "input-invalid" ? atRecipient?.message : undefined}
    >
      {(control) => (
        <div className="grid gap-2">
          <div className="flex flex-wrap gap-2">
            <TextInput
              {...control}
              type="email"
              inputMode="email"
              autoComplete="email"
              className="min-w-0 flex-1"
              placeholder="you@example.com"
              value={to}
              onChange={(event) => setTo(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <Button
              size="field"
              icon={<Send />}
              pending={pending}
              disabled={to.trim() === ""}
              onClick={submit}
            >
              Send
            </Button>
          </div>
          <div role="status">
            {outcome && "sent" in outcome && (
              <p className="text-ok-ink">
                {outcome.sent.host} took the message for {outcome.to}. It answered: “{outcome.sent.said}”
              </p>
            )}
            {refused && refused.code !== "input-invalid" && <Refusal error={quoted(refused)} evidence />}
          </div>
        </div>
      )}
    </Field>
  );
}

/** The mail server's words as what they are. */
function quoted(error: ErrorView): ErrorView {
  return { ...error, evidence: (error.evidence ?? []).map((line) => `It said: “${line}”.`) };
}
