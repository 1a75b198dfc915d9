import { restartService, revealSecret, runProbes, showService } from "@/app/(panel)/stacks/[stack]/actions";
import { StackOverview } from "@/components/stacks/overview/stack-overview";
import { kindTitle } from "@/lib/web/kind-form";
import { readStack } from "@/lib/web/stack-page";

export default async function StackPage({ params }: { params: Promise<{ stack: string }> }) {
  const stack = await readStack((await params).stack);
  return (
    <StackOverview
      first={stack}
      kindTitle={kindTitle(stack.kind)}
      nowMs={Date.now()}
      reveal={revealSecret}
      services={{ show: showService, restart: restartService }}
      runProbes={runProbes}
    />
  );
}
