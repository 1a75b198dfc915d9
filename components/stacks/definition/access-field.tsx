"use client";

import { Globe, Lock } from "lucide-react";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { TextInput } from "@/components/ui/text-input";
import type { Access } from "@/lib/stacks/kind";

type AccessFieldProps = {
  readonly value: Access;
  /** Host under which the operator reached the panel, offered for access by address. */
  readonly reachedHost: string;
  readonly error?: string;
  readonly onChange: (value: Access) => void;
};

/** Who can reach the stack: only this server (and a tunnel to it), or everybody who reaches the address. */
export function AccessField({ value, reachedHost, error, onChange }: AccessFieldProps) {
  return (
    <Field
      id="access"
      layout="row"
      label="Reachable"
      group
      error={error}
      hint={
        value.mode === "private"
          ? "On 127.0.0.1 of the server. From elsewhere through the ssh line on the stack's page."
          : "By everybody who reaches this address, without encryption. Docker opens the port past most host firewalls."
      }
    >
      {(control) => (
        <div className="flex flex-wrap items-center gap-2">
          <SegmentedControl
            aria-labelledby={control["aria-labelledby"]}
            aria-describedby={control["aria-describedby"]}
            name="access"
            value={value.mode}
            onValueChange={(mode) =>
              onChange(mode === "address" ? { mode: "address", host: reachedHost } : { mode: "private" })
            }
            options={[
              { value: "private", label: "This server only", icon: <Lock /> },
              { value: "address", label: "This address", icon: <Globe /> },
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
      )}
    </Field>
  );
}
