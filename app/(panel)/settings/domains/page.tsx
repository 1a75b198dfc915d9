import type { Metadata } from "next";
import { applyDomains, saveDomains } from "@/app/(panel)/settings/domains/actions";
import { DomainList } from "@/components/domains/domain-list";
import { DomainSettings } from "@/components/domains/domain-settings";
import { RoutesState } from "@/components/domains/routes-state";
import { Page } from "@/components/shell/page";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Domains" };

export default async function DomainsPage() {
  const { operator, worker } = await requireOperator();
  const view = await pageCall(worker.call(routes["domains.show"], {}));
  const nowMs = Date.now();
  return (
    <Page className="grid gap-4">
      <RoutesState view={view} apply={applyDomains} />
      <DomainList domains={view.domains} nowMs={nowMs} />
      {hasRole(operator.role, "owner") && <DomainSettings view={view} save={saveDomains} />}
    </Page>
  );
}
