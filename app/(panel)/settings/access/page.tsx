import type { Metadata } from "next";
import { PanelAddress } from "@/components/address/panel-address";
import { PanelCertificate } from "@/components/address/panel-certificate";
import { Page } from "@/components/shell/page";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Access" };

export default async function AccessPage() {
  const { worker } = await requireOperator();
  const address = await pageCall(worker.call(routes["address.show"], {}));
  return (
    <Page className="grid gap-4">
      <PanelAddress address={address} />
      {address.certificate && <PanelCertificate certificate={address.certificate} nowMs={Date.now()} />}
    </Page>
  );
}
