import { Download, Trash2 } from "lucide-react";
import { placeWords } from "@/components/backups/backup-words";
import { StateBadge } from "@/components/state/state-badge";
import { Button } from "@/components/ui/button";
import { Cell, TableRow } from "@/components/ui/data-table";
import { formatBytes } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { BackupSettingsView, BackupView } from "@/lib/api/contract/backups";

export type BackupVerb = "test" | "download";

export interface BackupRowProps {
  readonly backup: BackupView;
  readonly settings: BackupSettingsView;
  readonly nowMs: number;
  /** Asked with verb, place and name. */
  readonly isPending: (target: string) => boolean;
  readonly onVerb: (verb: BackupVerb, backup: BackupView) => void;
  readonly onDelete: (backup: BackupView) => void;
}

/** One backup in one place. */
export function BackupRow({ backup, settings, nowMs, isPending, onVerb, onDelete }: BackupRowProps) {
  const { place, name, createdAt, sizeBytes, withKey, problem, isOwn } = backup;
  const which = `${name} in the ${place === "s3" ? "bucket" : "folder"}`;
  const isAtWork = (verb: BackupVerb) => isPending(`${verb} ${place} ${name}`);
  return (
    <TableRow>
      <Cell>
        <RelativeTime atMs={Date.parse(createdAt)} nowMs={nowMs} />
        <span className="block text-xs text-ink-3 wide:hidden">
          {place === "s3" ? "bucket" : "folder"}, {formatBytes(sizeBytes)}
        </span>
      </Cell>
      <Cell wideOnly className="mono-xs break-all text-ink-2">
        {placeWords(backup, settings)}
      </Cell>
      <Cell wideOnly align="right" className="whitespace-nowrap text-ink-2">
        {formatBytes(sizeBytes)}
      </Cell>
      <Cell>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <VerifiedBadge backup={backup} />
          {withKey === false && <Tag tone="warn">without the master key</Tag>}
          {!isOwn && <Tag>stays until deleted by hand</Tag>}
        </span>
        {problem !== null && <span className="mt-1 block max-w-[48ch] text-xs text-bad-ink">{problem}</span>}
      </Cell>
      <Cell align="right">
        <span className="inline-flex flex-wrap items-center justify-end gap-1">
          <Button
            size="small"
            aria-label={`Test ${which}`}
            pending={isAtWork("test")}
            onClick={() => onVerb("test", backup)}
          >
            Test
          </Button>
          <IconButton
            label={`Download ${which}`}
            icon={<Download />}
            disabled={isAtWork("download")}
            onClick={() => onVerb("download", backup)}
          />
          <IconButton label={`Delete ${which}`} icon={<Trash2 />} onClick={() => onDelete(backup)} />
        </span>
      </Cell>
    </TableRow>
  );
}

function VerifiedBadge({ backup: { problem, verifiedAt } }: Pick<BackupRowProps, "backup">) {
  if (problem !== null) return <StateBadge state="failed" word="Damaged" />;
  if (verifiedAt === null) return <StateBadge state="unknown" word="Not tested" />;
  return <StateBadge state="done" word="Verified" />;
}
