"use client";

import { useMay } from "@/components/account/role-context";
import { BackupMenu, type BackupMenuProps } from "@/components/stack-backups/backup-menu";
import { BackupState } from "@/components/stack-backups/backup-state";
import { backupName } from "@/components/stack-backups/backup-words";
import { Button } from "@/components/ui/button";
import { Cell, TableRow } from "@/components/ui/data-table";
import { formatBytes } from "@/components/ui/format";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RestorableBackupView } from "@/lib/api/contract/stack-backups";

export interface BackupRowProps extends Omit<BackupMenuProps, "backup"> {
  readonly backup: RestorableBackupView;
  readonly nowMs: number;
  /** A job is at work on the stack. */
  readonly busy: boolean;
  readonly onRestore: () => void;
}

/** One backup of a stack: how old and large it is, whether it can be trusted, whether it fits. */
export function BackupRow({ backup, nowMs, busy, onRestore, ...menu }: BackupRowProps) {
  const owns = useMay("owner");
  const { createdAt, createdBy, revision, version, sizeBytes, problem, refusal } = backup;
  return (
    <TableRow>
      <Cell>
        <RelativeTime atMs={Date.parse(createdAt)} nowMs={nowMs} />
        <span className="block text-xs text-ink-3 wide:hidden">
          {formatBytes(sizeBytes)}, revision {revision}
        </span>
      </Cell>
      <Cell wideOnly className="text-ink-2">
        {createdBy}
      </Cell>
      <Cell wideOnly className="whitespace-nowrap text-ink-2">
        {revision}
        {version !== "" && <span className="text-ink-3">, version {version}</span>}
      </Cell>
      <Cell wideOnly align="right" className="whitespace-nowrap text-ink-2">
        {formatBytes(sizeBytes)}
      </Cell>
      <Cell>
        <BackupState backup={backup} refusal={refusal} />
      </Cell>
      <Cell align="right">
        <span className="inline-flex items-center justify-end gap-1">
          {owns && (
            <Button
              size="small"
              aria-label={`Restore the ${backupName(backup)}`}
              disabled={busy || refusal !== null || problem !== null}
              onClick={onRestore}
            >
              Restore
            </Button>
          )}
          <BackupMenu backup={backup} {...menu} />
        </span>
      </Cell>
    </TableRow>
  );
}
