"use client";

import { type ReactNode, useState } from "react";
import { RefusalBanner } from "@/components/feedback/refusal-banner";
import { ClaimsFields } from "@/components/keys/claims-fields";
import { claimsInput, claimsOf } from "@/components/keys/claims-input";
import { JwtSecretField } from "@/components/keys/jwt-secret-field";
import type { KeyAction } from "@/components/keys/key-actions";
import { ToolForm } from "@/components/keys/tool-form";
import { useJwtSecret } from "@/components/keys/use-jwt-secret";
import { useMaker } from "@/components/keys/use-maker";
import { usePageNowMs } from "@/components/live/live-hooks";
import { claimIssues, jwtSecretProblem, type SupabaseClaims } from "@/lib/keys/supabase-claims";
import type { ActionState } from "@/lib/web/action-state";

type SupabaseFormProps<Made> = {
  readonly intro: ReactNode;
  /** On the button. */
  readonly verb: string;
  readonly defaults: SupabaseClaims;
  readonly makeSecrets: KeyAction<"keys.random">;
  readonly make: (input: SupabaseClaims & { secret: string }) => Promise<ActionState<Made>>;
  readonly children: (made: Made) => ReactNode;
};

/** Secret and claims, and what is made of them: cleared as soon as one of them changes. */
export function SupabaseForm<Made>(props: SupabaseFormProps<Made>) {
  const { intro, verb, defaults, makeSecrets, children } = props;
  const [claims, setClaims] = useState(() => claimsInput(defaults));
  const { made, failure, pending, make, clear } = useMaker(props.make);
  const secret = useJwtSecret(makeSecrets, clear);
  const nowMs = usePageNowMs();
  const ready =
    jwtSecretProblem(secret.secret) === undefined &&
    claimIssues(claimsOf(claims), new Date(nowMs)).length === 0;
  return (
    <div className="@container grid gap-5">
      {intro}
      <ToolForm
        verb={verb}
        pending={pending}
        ready={ready}
        onMake={() => make({ ...claimsOf(claims), secret: secret.secret })}
      >
        <JwtSecretField
          value={secret.secret}
          drawn={secret.drawn}
          onChange={secret.type}
          onMake={secret.renew}
        />
        <ClaimsFields
          value={claims}
          defaults={defaults}
          onChange={(next) => {
            setClaims(next);
            clear();
          }}
        />
      </ToolForm>
      <RefusalBanner error={secret.failure ?? failure} />
      {made && children(made)}
    </div>
  );
}
