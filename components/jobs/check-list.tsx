import type { DisplayState } from "@/components/state/display-state";
import { StateIcon } from "@/components/state/state-icon";
import { Button } from "@/components/ui/button";
import type { CheckView } from "@/lib/api/contract/job-views";

const checkState: Record<CheckView["state"], DisplayState> = {
  passed: "done",
  warning: "degraded",
  failed: "failed",
};
const checkWord: Record<CheckView["state"], string> = {
  passed: "Passed",
  warning: "Warning",
  failed: "Failed",
};

type CheckListProps = {
  readonly checks: readonly CheckView[];
  /** Sets a setting to the value that a failed check proposes; without it the buttons are left out. */
  readonly onAction?: (action: NonNullable<CheckView["action"]>) => void;
};

/** What was looked at before anything is done; a failed check says what to do. */
export function CheckList({ checks, onAction }: CheckListProps) {
  return (
    <ul className="mt-2 grid grid-cols-2 gap-x-8 max-wide:grid-cols-1">
      {checks.map((check) => (
        <li key={check.id} className={check.state === "passed" ? "py-[3px]" : "col-span-full py-[3px]"}>
          <div className="flex min-h-5 items-center gap-2">
            <StateIcon state={checkState[check.state]} />
            <span className="sr-only">{checkWord[check.state]}:</span>
            <span>{check.title}</span>
            <span className="ml-auto truncate text-right text-xs text-ink-3">{check.detail}</span>
          </div>
          {check.fix && (
            <p className="mt-0.5 ml-[22px] flex flex-wrap items-center gap-2 text-xs text-ink-2">
              {check.fix}
              {check.action && onAction && <ActionButton action={check.action} onAction={onAction} />}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

type Action = NonNullable<CheckView["action"]>;

function ActionButton({
  action,
  onAction,
}: {
  readonly action: Action;
  readonly onAction: (action: Action) => void;
}) {
  return (
    <Button type="button" size="tiny" onClick={() => onAction(action)}>
      {action.label}
    </Button>
  );
}
