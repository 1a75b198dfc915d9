"use client";

import { StateBadge } from "@/components/state/state-badge";
import { TextInput } from "@/components/ui/text-input";
import type { CheckView } from "@/lib/api/contract/job-views";
import type { RoutableEndpoint } from "@/lib/stacks/kind";

type DomainFieldsProps = {
  readonly names: Readonly<Record<string, string>>;
  readonly routable: readonly RoutableEndpoint[];
  readonly checks: readonly CheckView[];
  readonly onChange: (names: Readonly<Record<string, string>>) => void;
};

const BADGES = {
  passed: { state: "running", word: "Leads here" },
  warning: { state: "degraded", word: "Not known" },
  failed: { state: "failed", word: "Does not lead here" },
} as const;

/** One name an endpoint, each with what its DNS says once it was looked up. */
export function DomainFields({ names, routable, checks, onChange }: DomainFieldsProps) {
  return (
    <div className="mt-2 grid gap-2">
      {routable.map(({ endpoint, label, required }) => {
        const name = names[endpoint] ?? "";
        const check = checks.find(({ id }) => name !== "" && id === `domain-${name}`);
        return (
          <div key={endpoint} className="grid gap-1">
            <div className="flex flex-wrap items-center gap-2">
              {routable.length > 1 && <span className="w-20 text-ink-3">{label}</span>}
              <TextInput
                mono
                aria-label={`Domain of ${label}`}
                placeholder={required ? "cms.example.com" : "not reached by name"}
                value={name}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                inputMode="url"
                className="min-w-64"
                onChange={(event) =>
                  onChange({ ...names, [endpoint]: event.target.value.trim().toLowerCase() })
                }
              />
              {check && <StateBadge {...BADGES[check.state]} plain />}
            </div>
            {check && check.state !== "passed" && (
              <p className="text-xs text-ink-2">
                {check.detail}. {check.fix}.
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}
