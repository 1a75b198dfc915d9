import type { stackBackupRoutes } from "@/lib/api/contract/stack-backups";
import type { PanelVerbs } from "@/lib/use-cases/panel";
import type { PanelParts } from "@/lib/use-cases/panel-parts";
import { backUpStack } from "@/lib/use-cases/stack-backups/back-up-stack";
import { downloadStackBackup } from "@/lib/use-cases/stack-backups/download-stack-backup";
import { listRemovedBackups, listStackBackups } from "@/lib/use-cases/stack-backups/list-stack-backups";
import { removeStackBackup } from "@/lib/use-cases/stack-backups/remove-stack-backup";
import { restoreStack } from "@/lib/use-cases/stack-backups/restore-stack";
import { verifyStackBackup } from "@/lib/use-cases/stack-backups/verify-stack-backup";

/** Each route's verb. */
export function stackBackupVerbs(parts: PanelParts): Pick<PanelVerbs, keyof typeof stackBackupRoutes> {
  return {
    "stack-backups.list": ({ params }) => listStackBackups(parts, params.stack),
    "stack-backups.create": ({ params }, caller) => backUpStack(parts, params.stack, caller),
    "stack-backups.restore": ({ params, body }, caller) => restoreStack(parts, params, body, caller),
    "stack-backups.removed": () => listRemovedBackups(parts),
    "stack-backups.verify": ({ params }, caller, signal) =>
      verifyStackBackup(parts, params.backup, caller, signal),
    "stack-backups.download": ({ params }, caller) => downloadStackBackup(parts, params.backup, caller),
    "stack-backups.remove": ({ params }, caller) => removeStackBackup(parts, params.backup, caller),
  };
}
