import { Banner } from "@/components/feedback/banner";
import { sentence } from "@/components/feedback/sentence";
import type { ErrorView } from "@/lib/api/contract/views";

export interface BackupNoticeProps {
  /** null: nothing is shown. */
  readonly error: ErrorView | null;
  readonly title: string;
  /** What is so all the same. */
  readonly outcome: string;
}

/** Something about backups that is to be mended, while the backups themselves are made or kept. */
export function BackupNotice({ error, title, outcome }: BackupNoticeProps) {
  if (error === null) return null;
  return (
    <Banner state="degraded" title={title}>
      {sentence(error.message)} {error.evidence?.map((line) => sentence(line)).join(" ")}{" "}
      {error.fix && sentence(error.fix)} {outcome}
    </Banner>
  );
}
