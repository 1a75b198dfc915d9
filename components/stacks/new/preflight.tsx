"use client";

import { CheckList } from "@/components/jobs/check-list";
import { Button } from "@/components/ui/button";
import type { CheckView } from "@/lib/api/contract/job-views";

type PreflightProps = {
  readonly checks: readonly CheckView[] | null;
  readonly checking: boolean;
  readonly onAgain: () => void;
  readonly onAction: (action: NonNullable<CheckView["action"]>) => void;
};

/** What was looked at on the engine for this very draft. */
export function Preflight({ checks, checking, onAgain, onAction }: PreflightProps) {
  const passed = checks?.filter((check) => check.state === "passed").length ?? 0;
  return (
    <section aria-label="Pre-flight" className="min-h-[150px] pt-3 pb-4">
      <div className="flex items-center gap-2">
        <h2 className="font-medium">Pre-flight</h2>
        <span className="text-xs text-ink-3" role="status">
          {checking
            ? "looking"
            : checks
              ? `${passed} of ${checks.length} passed`
              : "after the marked fields are right"}
        </span>
        <Button type="button" variant="quiet" size="tiny" className="ml-auto" onClick={onAgain}>
          Check again
        </Button>
      </div>
      {checks && <CheckList checks={checks} onAction={onAction} />}
    </section>
  );
}
