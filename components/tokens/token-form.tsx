"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { Refusal } from "@/components/feedback/refusal";
import { useMadeOnce } from "@/components/feedback/use-made-once";
import { MadeToken } from "@/components/tokens/made-token";
import { isScope, SCOPE_TEXT } from "@/components/tokens/scope-text";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextInput } from "@/components/ui/text-input";
import { useHydrated } from "@/components/ui/use-hydrated";
import { hasRole, type Role } from "@/lib/api/contract/roles";
import { TOKEN_SCOPES, type TokenScope } from "@/lib/api/contract/token-scopes";
import type { ApiTokenView } from "@/lib/api/contract/tokens";
import { type ActionState, issueOf } from "@/lib/web/action-state";

export type TokenMade = { token: string; made: ApiTokenView };

export interface TokenFormProps {
  readonly role: Role;
  /** How programs reach the panel, without a trailing slash. */
  readonly url: string;
  /** Ids of the tokens that are good: one that was ended is no longer shown. */
  readonly open: readonly string[];
  readonly create: (input: {
    name: string;
    scope: TokenScope;
    days: number;
  }) => Promise<ActionState<TokenMade>>;
}

const DAYS = [1, 7, 30, 90, 365];
const DEFAULT_DAYS = 30;

/** Makes an API token and shows it, once. */
export function TokenForm({ role, url, open, create }: TokenFormProps) {
  const router = useRouter();
  const { act, pending, refusal } = useProvenAction();
  const hydrated = useHydrated();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>("read");
  const [days, setDays] = useState(DEFAULT_DAYS);
  const [shown, showMade] = useMadeOnce<TokenMade>(({ made }) => made.id, open);

  function submit(): void {
    act({
      run: () => create({ name, scope, days }),
      onDone: (answer) => {
        showMade(answer);
        setName("");
        router.refresh();
      },
    });
  }

  return (
    <form
      className="max-w-[680px]"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Field
        label="Name"
        layout="row"
        hint="What it is for: the audit log names it with each call that changes something."
        error={issueOf(refusal, "name")}
      >
        {(control) => (
          <TextInput
            {...control}
            maxLength={60}
            autoComplete="off"
            disabled={!hydrated}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Scope"
        layout="row"
        group
        hint={`A program with this token ${SCOPE_TEXT[scope]}. It never does more than you may at that time.`}
        error={issueOf(refusal, "scope")}
      >
        {(control) => (
          <SegmentedControl
            {...control}
            name="scope"
            options={TOKEN_SCOPES.map((value) => ({
              value,
              label: value,
              disabled: !hydrated || (value !== "read" && !hasRole(role, "operator")),
            }))}
            value={scope}
            onValueChange={(value) => isScope(value) && setScope(value)}
          />
        )}
      </Field>
      <Field label="Ends after" layout="row" error={issueOf(refusal, "days")}>
        {(control) => (
          <Select
            {...control}
            options={DAYS.map((value) => ({
              value: String(value),
              label: value === 1 ? "1 day" : `${value} days`,
            }))}
            disabled={!hydrated}
            value={String(days)}
            onValueChange={(value) => setDays(Number(value))}
          />
        )}
      </Field>
      <Refusal error={refusal} fields={["name", "scope", "days"]} />
      <SubmitButton pending={pending} disabled={!hydrated} className="mt-4">
        Make a token
      </SubmitButton>
      {shown && <MadeToken token={shown.token} url={url} />}
    </form>
  );
}
