import type { Metadata } from "next";
import { createToken, endToken } from "@/app/(panel)/settings/tokens/actions";
import { Banner } from "@/components/feedback/banner";
import { Page } from "@/components/shell/page";
import { TokenForm } from "@/components/tokens/token-form";
import { TokenList } from "@/components/tokens/token-list";
import { Panel, PanelBody } from "@/components/ui/panel";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "API tokens" };

export default async function TokensPage() {
  const { operator, worker } = await requireOperator();
  const { tokens } = await pageCall(worker.call(routes["tokens.list"], {}));
  const { url, mode } = await pageCall(worker.call(routes["address.show"], {}));
  const open = tokens.flatMap(({ id, expired }) => (expired ? [] : [id]));
  return (
    <Page className="grid gap-4">
      {mode !== "private" && !url.startsWith("https:") && (
        <Banner state="degraded" title="API tokens travel in clear here.">
          This panel speaks plain http: everybody on the way can read a token and use it. Switch https on
          before a program calls from elsewhere.
        </Banner>
      )}
      <TokenList tokens={tokens} ownId={operator.id} nowMs={Date.now()} end={endToken} />
      <Panel title="Make a token">
        <PanelBody>
          <TokenForm role={operator.role} url={url} open={open} create={createToken} />
        </PanelBody>
      </Panel>
    </Page>
  );
}
