"use client";

import { useState } from "react";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import type { KeyAction, KeyAnswer } from "@/components/keys/key-actions";
import { KeyResults } from "@/components/keys/key-results";
import type { KeyFact } from "@/components/keys/key-row";
import { ToolForm } from "@/components/keys/tool-form";
import { ToolIntro } from "@/components/keys/tool-intro";
import { useMaker } from "@/components/keys/use-maker";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextInput } from "@/components/ui/text-input";
import { Textarea } from "@/components/ui/textarea";
import { issueOf } from "@/lib/web/action-state";

const EMPTY = { issuer: "localhost", subject: "", pair: "new", privateKeyPem: "" };

/** The key pair of a SpacetimeDB server, and a token that stands for an owner. */
export function SpacetimedbTool({ make: makeKeys }: { readonly make: KeyAction<"keys.spacetimedb"> }) {
  const [input, setInput] = useState(EMPTY);
  const { made, failure, pending, make, clear } = useMaker(makeKeys);
  const set = (change: Partial<typeof EMPTY>) => {
    setInput({ ...input, ...change });
    clear();
  };
  const text = { mono: true, autoComplete: "off", autoCapitalize: "none", spellCheck: false } as const;
  return (
    <div className="@container grid gap-5">
      <ToolIntro title="SpacetimeDB">
        A key pair (P-256) for the server and an identity token signed with it. Issuer and subject alone
        decide the identity: signed anew after a change of keys, the token stands for the same owner.
      </ToolIntro>
      <ToolForm
        verb={input.pair === "new" ? "Make pair and token" : "Make the token"}
        pending={pending}
        ready={input.pair === "new" || input.privateKeyPem.trim() !== ""}
        onMake={() => make(wanted(input))}
      >
        <div className="grid grid-cols-2 gap-x-4 gap-y-3.5 @max-[480px]:grid-cols-1">
          <Field
            label="Issuer"
            hint="A standalone server calls itself localhost."
            variable="iss"
            error={issueOf(failure, "issuer")}
          >
            {(control) => (
              <TextInput
                {...control}
                {...text}
                value={input.issuer}
                onChange={(event) => set({ issuer: event.target.value })}
              />
            )}
          </Field>
          <Field
            label="Subject"
            hint="Left empty: a new owner."
            variable="sub"
            error={issueOf(failure, "subject")}
          >
            {(control) => (
              <TextInput
                {...control}
                {...text}
                placeholder="a new UUID"
                value={input.subject}
                onChange={(event) => set({ subject: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label="Key pair" group>
          {(control) => (
            <SegmentedControl
              aria-labelledby={control["aria-labelledby"]}
              name="pair"
              options={[
                { value: "new", label: "A new one" },
                { value: "given", label: "The one of my server" },
              ]}
              value={input.pair}
              onValueChange={(pair) => set({ pair })}
            />
          )}
        </Field>
        {input.pair === "given" && (
          <Field
            label="Private key"
            hint="The file id_ecdsa of the server."
            error={issueOf(failure, "privateKeyPem")}
          >
            {(control) => (
              <Textarea
                {...control}
                {...text}
                rows={5}
                placeholder="-----BEGIN PRIVATE KEY-----"
                value={input.privateKeyPem}
                onChange={(event) => set({ privateKeyPem: event.target.value })}
              />
            )}
          </Field>
        )}
      </ToolForm>
      <RefusalBanner error={failure} fields={["issuer", "subject", "privateKeyPem"]} />
      {made && <KeyResults title="Keys" facts={facts(made)} usedBy={{ kind: "spacetimedb" }} />}
    </div>
  );
}

function wanted({ issuer, subject, pair, privateKeyPem }: typeof EMPTY) {
  return { issuer, ...(subject !== "" && { subject }), ...(pair === "given" && { privateKeyPem }) };
}

function facts(keys: KeyAnswer<"keys.spacetimedb">): KeyFact[] {
  return [
    { name: "id_ecdsa", value: keys.privateKeyPem, note: "Private key of the server (PKCS#8)" },
    { name: "id_ecdsa.pub", value: keys.publicKeyPem, note: "Its public key (SPKI)", open: true },
    { name: "Identity", value: keys.identity, note: "Of this issuer and subject", open: true },
    { name: "Subject", value: keys.subject, note: `With the issuer ${keys.issuer}`, open: true },
    {
      name: "Token",
      value: keys.token,
      note: "Stands for the identity, without an end",
      checkedBy: { publicKey: keys.publicKeyPem },
    },
  ];
}
