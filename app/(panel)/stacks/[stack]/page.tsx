import { makePrivate } from "@/app/(panel)/make-private";
import {
  actOnStack,
  listStackActions,
  restartService,
  revealSecret,
  runProbes,
  showService,
  startService,
} from "@/app/(panel)/stacks/[stack]/actions";
import { StackOverview } from "@/components/stacks/overview/stack-overview";
import { routes } from "@/lib/api/contract/routes";
import { kindTitle } from "@/lib/web/kind-form";
import { pageCall, requireOperator } from "@/lib/web/operator";
import { readStack } from "@/lib/web/stack-page";

export default async function StackPage({ params }: { params: Promise<{ stack: string }> }) {
  const { worker } = await requireOperator();
  const stack = await readStack((await params).stack);
  const { stacks } = await pageCall(worker.call(routes["exposure.show"], {}));
  return (
    <StackOverview
      first={stack}
      kindTitle={kindTitle(stack.kind)}
      nowMs={Date.now()}
      reveal={revealSecret}
      services={{ show: showService, start: startService, restart: restartService }}
      actions={{ list: listStackActions, act: actOnStack }}
      runProbes={runProbes}
      exposure={stacks.find((one) => one.stack.id === stack.id) ?? null}
      makePrivate={makePrivate}
    />
  );
}
