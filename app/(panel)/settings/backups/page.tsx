import type { Metadata } from "next";
import {
  backUpNow,
  deleteBackup,
  saveBackupSettings,
  testBackup,
} from "@/app/(panel)/settings/backups/actions";
import { deleteStackBackup, verifyStackBackup } from "@/app/(panel)/stacks/[stack]/backups/actions";
import { OwnerNotice } from "@/components/account/owner-notice";
import { BackupFailure } from "@/components/backups/backup-failure";
import { BackupList } from "@/components/backups/backup-list";
import { BackupNotice } from "@/components/backups/backup-notice";
import { BackupSettings } from "@/components/backups/backup-settings";
import { Page } from "@/components/shell/page";
import { RemovedBackups } from "@/components/stack-backups/removed-backups";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Backups" };

export default async function BackupsPage() {
  const { operator, worker } = await requireOperator();
  if (!hasRole(operator.role, "owner")) return <OwnerNotice what="Backing the panel up" />;
  const [{ settings, status, backups, folderProblem }, removed] = await pageCall(
    Promise.all([worker.call(routes["backups.list"], {}), worker.call(routes["stack-backups.removed"], {})]),
  );
  const nowMs = Date.now();
  return (
    <Page className="grid gap-4">
      <BackupFailure status={status} nowMs={nowMs} />
      <BackupNotice
        error={status.tidyFailure}
        title="Old backups could not be deleted."
        outcome="The backup itself was made."
      />
      <BackupList
        backups={backups}
        settings={settings}
        status={status}
        nowMs={nowMs}
        backUp={backUpNow}
        test={testBackup}
        remove={deleteBackup}
      />
      <BackupNotice
        error={folderProblem}
        title="The folder cannot be looked at."
        outcome="What is listed of it is as it was before."
      />
      <RemovedBackups
        backups={removed.backups}
        nowMs={nowMs}
        actions={{ verify: verifyStackBackup, remove: deleteStackBackup }}
      />
      <BackupSettings settings={settings} save={saveBackupSettings} />
    </Page>
  );
}
