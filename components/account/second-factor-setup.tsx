"use client";

import type { FormEvent } from "react";
import { CodeInput } from "@/components/account/code-input";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { QrCode } from "@/components/ui/qr-code";
import { SubmitButton } from "@/components/ui/submit-button";
import { type ActionState, issueOf } from "@/lib/web/action-state";

export interface SecondFactorSetupProps {
  readonly secret: string;
  /** What the picture says. */
  readonly uri: string;
  readonly confirm: (input: { code: string }) => Promise<ActionState<readonly string[]>>;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** The secret as a picture and as text, and a first code that proves that the app has it. */
export function SecondFactorSetup({ secret, uri, confirm, onConfirmed, onCancel }: SecondFactorSetupProps) {
  const { act, pending, refusal } = useProvenAction();

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "");
    act({ run: () => confirm({ code }), onDone: onConfirmed });
  }

  return (
    <form method="post" onSubmit={submit} className="flex flex-wrap items-start gap-x-6 gap-y-4">
      <QrCode text={uri} label="QR code for your authenticator app" />
      <div className="min-w-0 max-w-[400px] flex-1 basis-[260px]">
        <p className="text-ink-2">Scan it with an authenticator app, or type this key into it:</p>
        <div className="mt-1.5 flex items-center gap-2">
          <code className="mono-xs min-w-0 break-all select-all">{secret.match(/.{1,4}/g)?.join(" ")}</code>
          <CopyButton label="key" value={secret} />
        </div>
        <Field
          className="mt-4"
          label="Code"
          aside="six digits, from the app"
          error={issueOf(refusal, "code")}
        >
          {(control) => <CodeInput {...control} inputMode="numeric" maxLength={7} />}
        </Field>
        <Refusal error={refusal} fields={["code"]} />
        <div className="mt-4 flex flex-wrap gap-2">
          <SubmitButton pending={pending}>Switch on</SubmitButton>
          <Button variant="quiet" size="field" onClick={onCancel}>
            Not now
          </Button>
        </div>
      </div>
    </form>
  );
}
