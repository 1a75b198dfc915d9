"use client";

import { RefusalBanner } from "@/components/feedback/refusal-banner";
import { SecretInput } from "@/components/keys/secret-input";
import { type CheckedBy, useTokenCheck } from "@/components/keys/token-check-context";
import { TOKEN_CHECK_ID } from "@/components/keys/token-check-provider";
import { TokenField } from "@/components/keys/token-field";
import { TokenReport } from "@/components/keys/token-report";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { Textarea } from "@/components/ui/textarea";
import { WakingFields } from "@/components/ui/waking-fields";
import { issueOf } from "@/lib/web/action-state";

const CHECKED_BY: readonly { value: CheckedBy; label: string }[] = [
  { value: "secret", label: "A secret" },
  { value: "public-key", label: "A public key" },
  { value: "nothing", label: "Nothing" },
];

/** Any token: what it says, until when it is good, and whether a secret or a public key confirms it. */
export function TokenCheckForm() {
  const { question, report, failure, edit } = useTokenCheck();
  return (
    <section id={TOKEN_CHECK_ID} aria-labelledby="token-check-title" className="grid scroll-mt-16 gap-3.5">
      <h2 id="token-check-title" className="font-semibold">
        Decode and verify
      </h2>
      <WakingFields className="grid gap-3.5">
        <TokenField />
        <Field label="Checked by" group>
          {(control) => (
            <SegmentedControl
              aria-labelledby={control["aria-labelledby"]}
              name="checked-by"
              options={CHECKED_BY}
              value={question.by}
              onValueChange={(by) => edit({ by: CHECKED_BY.find(({ value }) => value === by)?.value })}
            />
          )}
        </Field>
        {question.by === "secret" && (
          <Field label="Secret" hint="As it stands in JWT_SECRET or SECRET: it is not decoded.">
            {(control) => (
              <SecretInput
                {...control}
                called="secret to check by"
                value={question.secret}
                onChange={(secret) => edit({ secret })}
              />
            )}
          </Field>
        )}
        {question.by === "public-key" && (
          <Field label="Public key" hint="PEM, JWK or JWKS." error={issueOf(failure, "publicKey")}>
            {(control) => (
              <Textarea
                {...control}
                mono
                rows={4}
                autoComplete="off"
                spellCheck={false}
                placeholder="-----BEGIN PUBLIC KEY-----"
                value={question.publicKey}
                onChange={(event) => edit({ publicKey: event.target.value })}
              />
            )}
          </Field>
        )}
      </WakingFields>
      <RefusalBanner error={failure} fields={["token", "publicKey"]} />
      {report && <TokenReport report={report} />}
    </section>
  );
}
