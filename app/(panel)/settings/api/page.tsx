import { Download } from "lucide-react";
import type { Metadata } from "next";
import { ApiList } from "@/components/api/api-list";
import { apiOperations } from "@/components/api/api-operations";
import { Page } from "@/components/shell/page";
import { ButtonLink } from "@/components/ui/button";
import { Panel, PanelBody } from "@/components/ui/panel";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "API" };

export default async function ApiPage() {
  const { worker } = await requireOperator();
  const document = await pageCall(worker.call(routes.openapi, {}));
  const { url } = await pageCall(worker.call(routes["address.show"], {}));
  return (
    <Page className="grid gap-4">
      <Panel
        title="API"
        actions={
          <ButtonLink href="/api/download/openapi.json" icon={<Download />} prefetch={false} download>
            OpenAPI document
          </ButtonLink>
        }
      >
        <PanelBody>
          <p className="prose">
            Programs call <code className="mono-xs">{url}/api/v1/…</code> with the header{" "}
            <code className="mono-xs">Authorization: Bearer slipway_…</code>, by a token of the page API
            tokens. Refusals are JSON with a message and a fix.
          </p>
        </PanelBody>
      </Panel>
      <ApiList operations={apiOperations(document, url)} />
    </Page>
  );
}
