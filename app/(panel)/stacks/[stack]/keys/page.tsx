import { giveSecrets, mintToken, renewSecrets, revealSecret } from "@/app/(panel)/stacks/[stack]/actions";
import { Page } from "@/components/shell/page";
import { SecretList } from "@/components/stacks/secrets/secret-list";
import { TokenMinter } from "@/components/stacks/secrets/token-minter";
import { routes } from "@/lib/api/contract/routes";
import { kindTokens } from "@/lib/web/kind-tokens";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

export default async function KeysPage({ params }: { params: Promise<{ stack: string }> }) {
  const { worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  const { secrets } = await pageCall(worker.call(routes["stacks.secrets"], { params: { stack: stack.id } }));
  const tokens = kindTokens(stack.kind);
  return (
    <Page>
      <div className="grid gap-4">
        <SecretList
          stack={stack}
          secrets={secrets}
          reveal={revealSecret}
          renew={renewSecrets}
          give={giveSecrets}
        />
        {tokens && <TokenMinter stack={stack} {...tokens} mint={mintToken} />}
      </div>
    </Page>
  );
}
