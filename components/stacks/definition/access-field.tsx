"use client";

import { Globe, Lock, Signpost } from "lucide-react";
import { DomainFields } from "@/components/stacks/definition/domain-fields";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextInput } from "@/components/ui/text-input";
import type { CheckView } from "@/lib/api/contract/job-views";
import type { Access, RoutableEndpoint } from "@/lib/stacks/kind";

type AccessFieldProps = {
  readonly value: Access;
  /** Host under which the operator reached the panel, offered for access by address. */
  readonly reachedHost: string;
  /** What of the kind can have a name. */
  readonly routable: readonly RoutableEndpoint[];
  /** Of the last answer to the draft: those of the names are shown beside them. */
  readonly checks: readonly CheckView[];
  readonly error?: string;
  readonly onChange: (value: Access) => void;
};

const HINTS: Record<Access["mode"], string> = {
  private: "On 127.0.0.1 of the server. From elsewhere through the ssh line on the stack's page.",
  address:
    "By everybody who reaches this address, without encryption. Docker opens the port past most host firewalls.",
  domain:
    "Over https under a name of yours. Slipway's Caddy takes ports 80 and 443, gets the certificates and passes on to 127.0.0.1.",
};

/** Who can reach the stack: only this server (and a tunnel to it), everybody by the address, or by a name. */
export function AccessField({ value, reachedHost, routable, checks, error, onChange }: AccessFieldProps) {
  const choose = (mode: string) => {
    if (mode === value.mode) return;
    if (mode === "address") onChange({ mode: "address", host: reachedHost });
    else onChange(mode === "domain" ? { mode: "domain", names: {} } : { mode: "private" });
  };
  return (
    <Field id="access" layout="row" label="Reachable" group error={error} hint={HINTS[value.mode]}>
      {(control) => (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <SegmentedControl
              aria-labelledby={control["aria-labelledby"]}
              aria-describedby={control["aria-describedby"]}
              name="access"
              value={value.mode}
              onValueChange={choose}
              options={[
                { value: "private", label: "This server only", icon: <Lock /> },
                { value: "address", label: "This address", icon: <Globe /> },
                { value: "domain", label: "Domain", icon: <Signpost /> },
              ]}
            />
            {value.mode === "address" && (
              <TextInput
                mono
                aria-label="Host name or address of this server"
                value={value.host}
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => onChange({ mode: "address", host: event.target.value })}
              />
            )}
          </div>
          {value.mode === "domain" && (
            <DomainFields
              names={value.names}
              routable={routable}
              checks={checks}
              onChange={(names) => onChange({ mode: "domain", names })}
            />
          )}
        </>
      )}
    </Field>
  );
}
