"use client";

import { useState } from "react";
import { useMay } from "@/components/account/role-context";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { MintedToken, type TokenAnswer } from "@/components/stacks/secrets/minted-token";
import { Field } from "@/components/ui/field";
import { MachineInput } from "@/components/ui/machine-input";
import { Panel, PanelBody } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { WakingFields } from "@/components/ui/waking-fields";
import { type ActionState, issueOf } from "@/lib/web/action-state";

export interface TokenMinterProps {
  readonly stack: { readonly id: string; readonly name: string };
  /** Whom the product names as issuer of its own tokens. */
  readonly issuer: string;
  /** What to know before one is handed out. */
  readonly explanation: string;
  readonly mint: (input: {
    stack: string;
    subject: string;
    issuer: string;
    days: number | null;
  }) => Promise<ActionState<TokenAnswer>>;
}

const ENDLESS = "never";
const ENDS = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "365", label: "1 year" },
  { value: ENDLESS, label: "never" },
];

/** Signs a token for somebody with the stack's key, and shows it once. */
export function TokenMinter({ stack, issuer: own, explanation, mint }: TokenMinterProps) {
  const operates = useMay("operator");
  const { act, pending, refusal } = useProvenAction();
  const [subject, setSubject] = useState("");
  const [issuer, setIssuer] = useState(own);
  const [ends, setEnds] = useState("30");
  const [minted, setMinted] = useState<TokenAnswer | null>(null);
  if (!operates) return null;

  function submit(): void {
    setMinted(null);
    const days = ends === ENDLESS ? null : Number(ends);
    act({ run: () => mint({ stack: stack.id, subject, issuer, days }), onDone: setMinted });
  }

  return (
    <Panel title="Tokens for users" meta="signed with this stack's key, kept nowhere">
      <PanelBody>
        <p className="mb-3.5 max-w-[76ch] text-xs text-ink-2">{explanation}</p>
        <form
          method="post"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <WakingFields className="grid gap-3.5">
            <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,1fr)] items-start gap-x-4 gap-y-3.5 @max-[560px]:grid-cols-1">
              <Field
                label="User"
                hint="A name or id of yours."
                variable="sub"
                error={issueOf(refusal, "subject")}
              >
                {(control) => (
                  <MachineInput
                    {...control}
                    value={subject}
                    onChange={(event) => setSubject(event.target.value)}
                  />
                )}
              </Field>
              <Field
                label="Issuer"
                hint={`The server itself says ${own}.`}
                variable="iss"
                error={issueOf(refusal, "issuer")}
              >
                {(control) => (
                  <MachineInput
                    {...control}
                    value={issuer}
                    onChange={(event) => setIssuer(event.target.value)}
                  />
                )}
              </Field>
              <Field label="Ends after" variable="exp" error={issueOf(refusal, "days")}>
                {(control) => <Select {...control} options={ENDS} value={ends} onValueChange={setEnds} />}
              </Field>
            </div>
            <Refusal error={refusal} fields={["subject", "issuer", "days"]} />
            <div>
              <SubmitButton pending={pending} disabled={subject === ""}>
                Make a token
              </SubmitButton>
            </div>
          </WakingFields>
        </form>
      </PanelBody>
      {minted && <MintedToken key={minted.token} minted={minted} stackName={stack.name} />}
    </Panel>
  );
}
