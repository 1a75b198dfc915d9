import { notFound } from "next/navigation";
import {
  backUpStack,
  deleteStackBackup,
  restoreStackBackup,
  verifyStackBackup,
} from "@/app/(panel)/stacks/[stack]/backups/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { Page } from "@/components/shell/page";
import { StackBackups } from "@/components/stack-backups/stack-backups";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { kindBacksUp } from "@/lib/web/kind-backups";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

export default async function StackBackupsPage({ params }: { params: Promise<{ stack: string }> }) {
  const { operator, worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  if (!kindBacksUp(stack.kind)) notFound();
  if (!hasRole(operator.role, "operator")) {
    const instead = { href: `/stacks/${stack.name}`, label: "Look at the stack" };
    return <RoleNotice needed="operator" what="Backing a stack up" instead={instead} />;
  }
  const list = await pageCall(worker.call(routes["stack-backups.list"], { params: { stack: stack.id } }));
  return (
    <Page>
      <StackBackups
        stack={stack}
        list={list}
        nowMs={Date.now()}
        actions={{
          backUp: backUpStack,
          restore: restoreStackBackup,
          verify: verifyStackBackup,
          remove: deleteStackBackup,
        }}
      />
    </Page>
  );
}
