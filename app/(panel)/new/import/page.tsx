import { createImported, reviewImport } from "@/app/(panel)/new/import/actions";
import { RoleNotice } from "@/components/account/role-notice";
import { Page } from "@/components/shell/page";
import { TopBar } from "@/components/shell/top-bar";
import { ImportStack } from "@/components/stacks/import/import-stack";
import { hasRole } from "@/lib/api/contract/roles";
import { kindById } from "@/lib/stacks/registry";
import { requireOperator } from "@/lib/web/operator";
import { proposedAccess, reachedHost } from "@/lib/web/reached-host";

export const metadata = { title: "Import" };

const CRUMBS = [
  { href: "/", label: "Stacks" },
  { href: "/new", label: "New stack" },
];

export default async function ImportPage() {
  const { operator } = await requireOperator();
  if (!hasRole(operator.role, "operator")) {
    return (
      <>
        <TopBar crumbs={CRUMBS} title="Import" />
        <RoleNotice needed="operator" what="Making a stack" instead={{ href: "/", label: "All stacks" }} />
      </>
    );
  }
  return (
    <>
      <TopBar crumbs={CRUMBS} title="Import" />
      <Page full>
        <ImportStack
          access={await proposedAccess()}
          reachedHost={await reachedHost()}
          routable={kindById("supabase").routable}
          review={reviewImport}
          create={createImported}
        />
      </Page>
    </>
  );
}
