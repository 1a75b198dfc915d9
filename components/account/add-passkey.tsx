"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { makePasskey } from "@/components/account/passkey-device";
import { useProof } from "@/components/account/proof-provider";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { Field } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useHydrated } from "@/components/ui/use-hydrated";
import type { PasskeyCreationOptions, PasskeyView } from "@/lib/api/contract/passkeys";
import { type ActionState, issueOf } from "@/lib/web/action-state";

type Made = Extract<Awaited<ReturnType<typeof makePasskey>>, { status: "done" }>["value"];

export interface AddPasskeyProps {
  /** What the device needs to make one. */
  readonly askDevice: (input: Record<string, never>) => Promise<ActionState<PasskeyCreationOptions>>;
  readonly add: (input: { name: string; passkey: Made }) => Promise<ActionState<PasskeyView>>;
}

/** A name for it here, then the browser and the device ask for the rest. */
export function AddPasskey({ askDevice, add }: AddPasskeyProps) {
  const router = useRouter();
  const proven = useProof();
  const hydrated = useHydrated();
  const { act, pending, refusal } = useProvenAction();
  const [name, setName] = useState("");

  async function run(): Promise<ActionState<PasskeyView>> {
    // The password first: a device that was asked must not be asked again for it.
    const made = await makePasskey(() => proven(() => askDevice({})));
    return made.status === "done" ? add({ name, passkey: made.value }) : made;
  }

  return (
    <form
      className="mt-3 max-w-[560px]"
      onSubmit={(event) => {
        event.preventDefault();
        act({
          run,
          onDone: (passkey) => {
            showResult(`Added the passkey ${passkey.name}`);
            setName("");
            router.refresh();
          },
        });
      }}
    >
      <Field
        label="Name"
        layout="row"
        hint="To tell your passkeys apart, as “work laptop”."
        error={issueOf(refusal, "name")}
      >
        {(control) => (
          <TextInput
            {...control}
            maxLength={64}
            autoComplete="off"
            required
            disabled={!hydrated}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Refusal error={refusal} fields={["name"]} />
      <SubmitButton pending={pending} disabled={!hydrated} className="mt-4">
        Add a passkey
      </SubmitButton>
    </form>
  );
}
