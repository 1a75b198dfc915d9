"use client";

import { type ClaimsInput, claimsInput, claimsOf } from "@/components/keys/claims-input";
import { usePageNowMs } from "@/components/live/live-hooks";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { MachineInput } from "@/components/ui/machine-input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { claimIssues, type SupabaseClaims, yearsAfter } from "@/lib/keys/supabase-claims";
import { distanceWords, momentWords } from "@/lib/keys/time-words";

type ClaimsFieldsProps = {
  readonly value: ClaimsInput;
  readonly defaults: SupabaseClaims;
  readonly onChange: (value: ClaimsInput) => void;
};

const FIELDS = [
  { name: "anonRole", label: "Role of ANON_KEY" },
  { name: "serviceRole", label: "Role of SERVICE_ROLE_KEY" },
  { name: "iss", label: "Issuer", claim: "iss" },
] as const;

const TIMES = [
  { name: "iat", label: "From", claim: "iat" },
  { name: "exp", label: "Until", claim: "exp" },
] as const;

const LIFETIMES = [1, 5, 10] as const;

/** What both keys say. Wrong claims are told as they are typed. */
export function ClaimsFields({ value, defaults, onChange }: ClaimsFieldsProps) {
  const now = new Date(usePageNowMs());
  const claims = claimsOf(value);
  const issues = claimIssues(claims, now);
  const issue = (name: string) => issues.find(({ field }) => field === name)?.message;
  const set = (name: keyof ClaimsInput, text: string) => onChange({ ...value, [name]: text });
  const lifetime = LIFETIMES.find((years) => claims.exp === yearsAfter(claims.iat, years));
  return (
    <div className="grid gap-3.5">
      <div className="flex min-h-7 items-center gap-2">
        <h3 className="font-medium">Claims</h3>
        <span className="min-w-0 flex-1 truncate text-xs text-ink-3">what both keys say, signed</span>
        <Button size="small" variant="quiet" onClick={() => onChange(claimsInput(defaults))}>
          Reset
        </Button>
      </div>
      <div className="grid grid-cols-3 gap-x-4 gap-y-3.5 @max-[480px]:grid-cols-1">
        {FIELDS.map(({ name, label, ...rest }) => (
          <Field
            key={name}
            label={label}
            aside={"claim" in rest && <Claim name={rest.claim} />}
            error={issue(name)}
          >
            {(control) => (
              <MachineInput
                {...control}
                value={value[name]}
                onChange={(event) => set(name, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
      <div className="grid grid-cols-3 items-start gap-x-4 gap-y-3.5 @max-[480px]:grid-cols-1">
        {TIMES.map(({ name, label, claim }) => (
          <Field
            key={name}
            label={label}
            aside={<Claim name={claim} />}
            hint={issue(name) === undefined && timeWords(claims[name], name === "exp" ? now : null)}
            error={issue(name)}
          >
            {(control) => (
              <MachineInput
                {...control}
                inputMode="numeric"
                value={value[name]}
                onChange={(event) => set(name, event.target.value)}
              />
            )}
          </Field>
        ))}
        <Field label="Years valid" group>
          {(control) => (
            <div className="flex h-field items-center max-wide:h-10">
              <SegmentedControl
                aria-labelledby={control["aria-labelledby"]}
                name="lifetime"
                options={LIFETIMES.map((years) => ({
                  value: String(years),
                  label: String(years),
                }))}
                value={String(lifetime ?? "")}
                onValueChange={(years) => set("exp", String(yearsAfter(claims.iat, Number(years))))}
              />
            </div>
          )}
        </Field>
      </div>
    </div>
  );
}

function Claim({ name }: { readonly name: string }) {
  return <span className="mono">{name}</span>;
}

function timeWords(seconds: number, now: Date | null): string {
  const moment = momentWords(seconds) ?? "";
  return now === null ? moment : `${moment}, ${distanceWords(seconds, now)}`;
}
