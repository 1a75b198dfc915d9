import type { Metadata } from "next";
import { stackCommands } from "@/app/(panel)/stack-commands";
import { BackupFailure } from "@/components/backups/backup-failure";
import { StacksScreen } from "@/components/stack-list/stacks-screen";
import { ButtonLink } from "@/components/ui/button";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { kinds } from "@/lib/stacks/registry";
import { kindChoice } from "@/lib/web/kind-form";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Stacks" };

export default async function StacksPage() {
  const { operator, worker } = await requireOperator();
  const backups = await pageCall(worker.call(routes["backups.status"], {}));
  const settings = hasRole(operator.role, "owner") && (
    <ButtonLink href="/settings/backups" size="small">
      Backups
    </ButtonLink>
  );
  return (
    <StacksScreen
      kinds={Object.values(kinds).map(kindChoice)}
      commands={stackCommands}
      notice={<BackupFailure status={backups} nowMs={Date.now()} actions={settings} className="mb-4" />}
    />
  );
}
