import { useCommandKey } from "@/components/shell/command-key";
import { ShowFirstIssue } from "@/components/stacks/definition/show-first-issue";
import { Button } from "@/components/ui/button";
import { formatBytes, plural } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import { SubmitButton } from "@/components/ui/submit-button";
import type { CheckView } from "@/lib/api/contract/job-views";

type DeployBarProps = {
  readonly pending: boolean;
  /** No engine is to be used: saving is all that can be done. */
  readonly engineOff: boolean;
  readonly onSave: () => void;
  /** Something was changed and is kept in this browser. */
  readonly kept: boolean;
  /** Back to how everything comes. */
  readonly onDiscard: () => void;
  readonly issueCount: number;
  readonly checks: readonly CheckView[] | null;
  readonly needs: { memoryBytes: number; diskBytes: number } | null;
};

/** The one filled button, and what it will cost. */
export function DeployBar({
  pending,
  engineOff,
  onSave,
  kept,
  onDiscard,
  issueCount,
  checks,
  needs,
}: DeployBarProps) {
  const enter = useCommandKey("↵");
  return (
    <div className="sticky bottom-0 z-[3] -mx-6 mt-auto flex items-center gap-x-3 gap-y-2 border-t border-line bg-canvas px-6 py-[11px] max-wide:bottom-14 max-wide:-mx-4 max-wide:flex-wrap max-wide:px-4">
      <SubmitButton className="flex-none" pending={pending} aria-keyshortcuts="Control+Enter Meta+Enter">
        {engineOff ? "Save without deploying" : "Deploy"}
        <span aria-hidden="true" className="flex max-wide:hidden">
          <Kbd onAccent>{enter}</Kbd>
        </span>
      </SubmitButton>
      {!engineOff && (
        <Button
          type="button"
          variant="quiet"
          size="field"
          className="flex-none"
          disabled={pending}
          onClick={onSave}
        >
          Save without deploying
        </Button>
      )}
      <span className="text-xs text-ink-3 max-wide:order-first max-wide:w-full" role="status">
        {engineOff && issueCount === 0
          ? "There is no engine to deploy to: the files can be downloaded"
          : sentence(issueCount, checks, needs)}
      </span>
      {issueCount > 0 && <ShowFirstIssue />}
      {kept && (
        <span className="ml-auto flex flex-none items-center gap-2 text-xs text-ink-3">
          {issueCount === 0 && (
            <span className="max-wide:hidden" title="Kept in this browser, secrets aside">
              Draft kept
            </span>
          )}
          <Button size="tiny" variant="quiet" disabled={pending} onClick={onDiscard}>
            Start over
          </Button>
        </span>
      )}
    </div>
  );
}

function sentence(
  issueCount: number,
  checks: DeployBarProps["checks"],
  needs: DeployBarProps["needs"],
): string {
  if (issueCount > 0) return `${plural(issueCount, "field")} to put right first`;
  const failed = checks?.filter((check) => check.state === "failed").length ?? 0;
  if (failed > 0) return `${plural(failed, "check")} of the pre-flight failed: the deploy would stop there`;
  if (!needs) return "";
  return `Needs about ${formatBytes(needs.memoryBytes)} of memory and ${formatBytes(needs.diskBytes)} of disk`;
}
