"use client";

import { HardDriveDownload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Banner } from "@/components/feedback/banner";
import { EmptyState } from "@/components/feedback/empty-state";
import { PanelRefusal } from "@/components/feedback/refusal";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import { useStack } from "@/components/live/live-hooks";
import { BackUpDialog } from "@/components/stack-backups/back-up-dialog";
import { BackupRow } from "@/components/stack-backups/backup-row";
import { totalBytes } from "@/components/stack-backups/backup-words";
import { DeleteBackupDialog } from "@/components/stack-backups/delete-backup-dialog";
import { RestoreDialog } from "@/components/stack-backups/restore-dialog";
import type { StackBackupActions } from "@/components/stack-backups/stack-backup-actions";
import { useBackupFiles } from "@/components/stack-backups/use-backup-files";
import { Button } from "@/components/ui/button";
import { ActionHeaderCell, DataTable, HeaderCell, TableHead } from "@/components/ui/data-table";
import { formatBytes, plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import type { RestorableBackupView, StackBackupsView } from "@/lib/api/contract/stack-backups";
import type { StackView } from "@/lib/api/contract/stack-views";

export interface StackBackupsProps {
  readonly stack: Pick<StackView, "id" | "name" | "activeJob">;
  readonly list: StackBackupsView;
  readonly nowMs: number;
  readonly actions: StackBackupActions;
}

type Open = { dialog: "back-up" } | { dialog: "restore" | "delete"; backup: RestorableBackupView };

/** The backups of a stack's data: how old they are, whether they can be trusted, and what is done with them. */
export function StackBackups({ stack, list, nowMs, actions }: StackBackupsProps) {
  const job = useJobOf(stack);
  const files = useBackupFiles(actions);
  const { keeper, keepFocus } = useKeptFocus();
  const [open, setOpen] = useState<Open | null>(null);
  const { backups, unavailable, isHalfRestored } = list;
  const busy = job !== null;
  const close = () => setOpen(null);

  const button = (
    <Button
      variant="primary"
      icon={<HardDriveDownload />}
      disabled={busy || unavailable !== null}
      onClick={() => setOpen({ dialog: "back-up" })}
    >
      Back up now
    </Button>
  );

  return (
    <div {...keeper}>
      {unavailable !== null && (
        <Banner
          state={isHalfRestored ? "failed" : "waiting"}
          title={`${unavailable.message}.`}
          className="mb-4"
        >
          {unavailable.fix}.
        </Banner>
      )}
      <Panel
        title="Backups"
        meta={
          backups.length > 0 && `${plural(backups.length, "backup")}, ${formatBytes(totalBytes(backups))}`
        }
        actions={backups.length > 0 && button}
      >
        <PanelRefusal error={files.refusal} />
        {backups.length === 0 ? (
          <EmptyState
            title="No backup yet"
            text={`A backup holds the data of ${stack.name}, encrypted on this server, with the secrets that go with it. Services that use the data are stopped while it is read, and started again.`}
          >
            {button}
          </EmptyState>
        ) : (
          <DataTable caption={`Backups of ${stack.name}`}>
            <TableHead>
              <HeaderCell>Made</HeaderCell>
              <HeaderCell wideOnly>By</HeaderCell>
              <HeaderCell wideOnly>Revision</HeaderCell>
              <HeaderCell align="right" wideOnly>
                Size
              </HeaderCell>
              <HeaderCell>State</HeaderCell>
              <ActionHeaderCell>Actions</ActionHeaderCell>
            </TableHead>
            <tbody>
              {backups.map((backup) => (
                <BackupRow
                  key={backup.id}
                  backup={backup}
                  nowMs={nowMs}
                  busy={busy}
                  isVerifying={files.isVerifying(backup)}
                  onVerify={() => files.verify(backup)}
                  onDownload={() => files.download(backup)}
                  onRestore={() => setOpen({ dialog: "restore", backup })}
                  onDelete={() => setOpen({ dialog: "delete", backup })}
                />
              ))}
            </tbody>
          </DataTable>
        )}
      </Panel>
      <p className="mt-2 text-xs text-ink-3">
        {list.note} Backups lie on this server, and stay until somebody deletes them: a copy elsewhere takes a
        download.
      </p>
      {open?.dialog === "back-up" && (
        <BackUpDialog stack={stack} list={list} backUp={actions.backUp} onClose={close} />
      )}
      {open?.dialog === "restore" && (
        <RestoreDialog
          stack={stack}
          list={list}
          backup={open.backup}
          restore={actions.restore}
          onClose={close}
        />
      )}
      {open?.dialog === "delete" && (
        <DeleteBackupDialog
          backup={open.backup}
          remove={actions.remove}
          onClose={close}
          focusAfter={keepFocus}
        />
      )}
    </div>
  );
}

/** Of the job that is at work on the stack; one that begins or ends may have changed what there is. */
function useJobOf({ id, activeJob }: StackBackupsProps["stack"]): string | null {
  const router = useRouter();
  const live = useStack(id);
  const shown = activeJob?.id ?? null;
  const job = live === undefined ? shown : (live.activeJob?.id ?? null);
  useEffect(() => {
    if (job !== shown) router.refresh();
  }, [job, shown, router]);
  return job;
}
