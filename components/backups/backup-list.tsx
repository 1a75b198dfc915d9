"use client";

import { HardDriveDownload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useProvenAction } from "@/components/account/use-proven-action";
import { BackupRow, type BackupVerb } from "@/components/backups/backup-row";
import { scheduleWords, statusWords } from "@/components/backups/backup-words";
import { DeleteBackupDialog } from "@/components/backups/delete-backup-dialog";
import { EmptyState } from "@/components/feedback/empty-state";
import { fetchFile, saveFile } from "@/components/feedback/fetch-file";
import { PanelRefusal } from "@/components/feedback/refusal";
import { showResult } from "@/components/feedback/toaster";
import { useKeptFocus } from "@/components/feedback/use-kept-focus";
import { Button } from "@/components/ui/button";
import { ActionHeaderCell, DataTable, HeaderCell, TableHead } from "@/components/ui/data-table";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BackupSettingsView, BackupStatusView, BackupView } from "@/lib/api/contract/backups";
import type { ActionState } from "@/lib/web/action-state";

type One = Pick<BackupView, "place" | "name">;

export interface BackupListProps {
  readonly backups: readonly BackupView[];
  readonly settings: BackupSettingsView;
  readonly status: BackupStatusView;
  readonly nowMs: number;
  readonly backUp: (input: Record<string, never>) => Promise<ActionState<null>>;
  readonly test: (input: One) => Promise<ActionState<BackupView>>;
  readonly remove: (input: One) => Promise<ActionState<null>>;
}

/** What is backed up, from when and where, and whether it can be trusted. */
export function BackupList(props: BackupListProps) {
  const { backups, settings, status, nowMs, backUp, test, remove } = props;
  const router = useRouter();
  const { act, isPending, refusal } = useProvenAction();
  const { keeper, keepFocus } = useKeptFocus();
  const [deleting, setDeleting] = useState<BackupView | null>(null);

  function run<Value>(
    target: string,
    action: () => Promise<ActionState<Value>>,
    onDone: (value: Value) => void,
  ): void {
    // A run that failed halfway may have left a backup in one of two places.
    act({ target, run: action, onDone, onEnd: () => router.refresh() });
  }

  function onVerb(verb: BackupVerb, { place, name }: BackupView): void {
    if (verb === "test") {
      run(
        `test ${place} ${name}`,
        () => test({ place, name }),
        ({ problem }) => {
          if (problem === null) showResult("The backup is whole", name);
        },
      );
    } else {
      run(
        `download ${place} ${name}`,
        () => fetchFile(`/api/download/backups/${place}/${name}`),
        (file) => saveFile(file, name),
      );
    }
  }

  return (
    <div {...keeper}>
      <Panel
        title="Backups"
        meta={
          <>
            {scheduleWords(settings.schedule)}
            {status.lastSuccessAt !== null && (
              <>
                , last success <RelativeTime atMs={Date.parse(status.lastSuccessAt)} nowMs={nowMs} />
              </>
            )}
          </>
        }
        actions={
          <Button
            variant="primary"
            icon={<HardDriveDownload />}
            pending={isPending("now")}
            onClick={() =>
              run(
                "now",
                () => backUp({}),
                () => showResult("Made a backup", "read again and found whole"),
              )
            }
          >
            Back up now
          </Button>
        }
      >
        <PanelRefusal error={refusal} evidence />
        {backups.length === 0 ? (
          <EmptyState
            title="No backup yet"
            text={`${statusWords(status)}. A backup holds the panel: stacks with their revisions and sealed secrets, people, jobs, the audit log. What the stacks store themselves, as databases and uploads, is not in it: that is backed up on the page of each stack.`}
          />
        ) : (
          <DataTable caption="Backups of the panel">
            <TableHead>
              <HeaderCell>Made</HeaderCell>
              <HeaderCell wideOnly>Where</HeaderCell>
              <HeaderCell align="right" wideOnly>
                Size
              </HeaderCell>
              <HeaderCell>State</HeaderCell>
              <ActionHeaderCell>Actions</ActionHeaderCell>
            </TableHead>
            <tbody>
              {backups.map((backup) => (
                <BackupRow
                  key={`${backup.place} ${backup.name}`}
                  backup={backup}
                  settings={settings}
                  nowMs={nowMs}
                  isPending={isPending}
                  onVerb={onVerb}
                  onDelete={setDeleting}
                />
              ))}
            </tbody>
          </DataTable>
        )}
      </Panel>
      <DeleteBackupDialog
        backup={deleting}
        settings={settings}
        remove={remove}
        onClose={() => setDeleting(null)}
        focusAfter={keepFocus}
      />
    </div>
  );
}
