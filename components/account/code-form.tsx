"use client";

import { CodeInput } from "@/components/account/code-input";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";

export interface CodeFormProps {
  readonly pending: boolean;
  readonly onSubmit: (code: string) => Promise<void>;
  readonly onBack: () => void;
}

/** The second half of signing in, for who has a second factor. */
export function CodeForm({ pending, onSubmit, onBack }: CodeFormProps) {
  return (
    <form
      method="post"
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit(String(new FormData(event.currentTarget).get("code") ?? ""));
      }}
      className="grid gap-4"
    >
      <Field label="Code" hint="Six digits of your authenticator app, or one of your recovery codes.">
        {(control) => <CodeInput {...control} maxLength={40} />}
      </Field>
      <SubmitButton pending={pending} className="mt-1 w-full">
        Go on
      </SubmitButton>
      <Button variant="quiet" size="field" className="w-full" onClick={onBack}>
        Sign in as somebody else
      </Button>
    </form>
  );
}
