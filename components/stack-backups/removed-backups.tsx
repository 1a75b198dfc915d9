"use client";

import { useState } from "react";
import { PanelRefusal } from "@/components/feedback/refusal";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import { BackupMenu } from "@/components/stack-backups/backup-menu";
import { BackupState } from "@/components/stack-backups/backup-state";
import { totalBytes } from "@/components/stack-backups/backup-words";
import { DeleteBackupDialog } from "@/components/stack-backups/delete-backup-dialog";
import type { BackupFileActions } from "@/components/stack-backups/stack-backup-actions";
import { useBackupFiles } from "@/components/stack-backups/use-backup-files";
import { classNames } from "@/components/ui/class-names";
import {
  ActionHeaderCell,
  Cell,
  DataTable,
  HeaderCell,
  TableHead,
  TableRow,
} from "@/components/ui/data-table";
import { formatBytes, plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StackBackupView } from "@/lib/api/contract/stack-backups";

export interface RemovedBackupsProps {
  readonly backups: readonly StackBackupView[];
  readonly nowMs: number;
  readonly actions: BackupFileActions;
}

/** What is left of stacks that were removed; nothing where nothing is. */
export function RemovedBackups({ backups, nowMs, actions }: RemovedBackupsProps) {
  const files = useBackupFiles(actions);
  const { keeper, keepFocus } = useKeptFocus();
  const [deleted, setDeleted] = useState<StackBackupView | null>(null);
  return (
    // It stays when the last one goes, and takes no room then: the focus is in it.
    <div {...keeper} className={classNames(keeper.className, "empty:-mt-4")}>
      {backups.length > 0 && (
        <Panel
          title="Backups of removed stacks"
          meta={`${plural(backups.length, "backup")}, ${formatBytes(totalBytes(backups))}`}
        >
          <PanelRefusal error={files.refusal} />
          <DataTable caption="Backups of removed stacks">
            <TableHead>
              <HeaderCell>Stack</HeaderCell>
              <HeaderCell>Made</HeaderCell>
              <HeaderCell align="right" wideOnly>
                Size
              </HeaderCell>
              <HeaderCell wideOnly>State</HeaderCell>
              <ActionHeaderCell>Actions</ActionHeaderCell>
            </TableHead>
            <tbody>
              {backups.map((backup) => (
                <TableRow key={backup.id}>
                  <Cell className="font-medium [overflow-wrap:anywhere]">{backup.stackName}</Cell>
                  <Cell>
                    <RelativeTime atMs={Date.parse(backup.createdAt)} nowMs={nowMs} />
                    <span className="block text-xs text-ink-3 wide:hidden">
                      {formatBytes(backup.sizeBytes)}
                    </span>
                    {/* A narrow window has no column for it, and damage is to be seen there too. */}
                    <div className="mt-1 [overflow-wrap:anywhere] wide:hidden">
                      <BackupState backup={backup} />
                    </div>
                  </Cell>
                  <Cell wideOnly align="right" className="whitespace-nowrap text-ink-2">
                    {formatBytes(backup.sizeBytes)}
                  </Cell>
                  <Cell wideOnly>
                    <BackupState backup={backup} />
                  </Cell>
                  <Cell align="right">
                    <BackupMenu
                      backup={backup}
                      isVerifying={files.isVerifying(backup)}
                      onVerify={() => files.verify(backup)}
                      onDownload={() => files.download(backup)}
                      onDelete={() => setDeleted(backup)}
                    />
                  </Cell>
                </TableRow>
              ))}
            </tbody>
          </DataTable>
        </Panel>
      )}
      {deleted !== null && (
        <DeleteBackupDialog
          backup={deleted}
          remove={actions.remove}
          onClose={() => setDeleted(null)}
          focusAfter={keepFocus}
        />
      )}
    </div>
  );
}
