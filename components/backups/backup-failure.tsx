import type { ReactNode } from "react";
import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BackupStatusView } from "@/lib/api/contract/backups";

export interface BackupFailureProps {
  readonly status: BackupStatusView;
  readonly nowMs: number;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** Why there is no fresh backup, and when the next try is made; nothing while all is well. */
export function BackupFailure({ status, nowMs, actions, className }: BackupFailureProps) {
  const { failure, retryAt, lastSuccessAt } = status;
  if (failure === null) return null;
  return (
    <Banner state="failed" title="The scheduled backup failed." actions={actions} className={className}>
      {sentence(failure.message)} {failure.evidence?.map((line) => sentence(line)).join(" ")}{" "}
      {failure.fix && sentence(failure.fix)}{" "}
      {lastSuccessAt === null ? (
        "None has reached every place so far."
      ) : (
        <>
          The last one that reached every place was made{" "}
          <RelativeTime atMs={Date.parse(lastSuccessAt)} nowMs={nowMs} />.
        </>
      )}{" "}
      {retryAt !== null && (
        <>
          Next try <RelativeTime atMs={Date.parse(retryAt)} nowMs={nowMs} />.
        </>
      )}
    </Banner>
  );
}
