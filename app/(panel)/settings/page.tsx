import type { Metadata } from "next";
import { changePassword, endOtherSessions, endSession } from "@/app/(panel)/settings/actions";
import { signOut } from "@/app/(panel)/sign-out";
import { AuditLog } from "@/components/account/audit-log";
import { Profile } from "@/components/account/profile";
import { Sessions } from "@/components/account/sessions";
import { Page } from "@/components/shell/page";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Settings" };

type Props = { readonly searchParams: Promise<{ readonly before?: string | string[] }> };

export default async function SettingsPage({ searchParams }: Props) {
  const { operator, worker } = await requireOperator();
  const { before } = await searchParams;
  const query = typeof before === "string" ? { limit: 50, before } : { limit: 50 };
  const { sessions } = await pageCall(worker.call(routes["sessions.list"], {}));
  const audit = hasRole(operator.role, "owner")
    ? await pageCall(worker.call(routes["audit.list"], { query }))
    : null;
  return (
    <Page className="grid gap-4">
      <Profile operator={operator} changePassword={changePassword} signOut={signOut} />
      <Sessions sessions={sessions} nowMs={Date.now()} endSession={endSession} endOthers={endOtherSessions} />
      {audit && <AuditLog entries={audit.entries} next={audit.next} />}
    </Page>
  );
}
