import { ErrorPanel } from "@/components/feedback/error-panel";
import { sentence } from "@/components/feedback/sentence";
import { Page } from "@/components/shell/page";
import { ButtonLink } from "@/components/ui/button";
import type { ErrorView } from "@/lib/api/contract/views";

/** In place of the functions while they cannot be reached: no container yet, or no engine. */
export function NoFunctions({ stackName, error }: { readonly stackName: string; readonly error: ErrorView }) {
  const isEngine = error.code.startsWith("engine-");
  return (
    <Page>
      <ErrorPanel
        state={isEngine ? "unknown" : "waiting"}
        context="Edge functions"
        title={sentence(error.message)}
        why={error.fix}
        actions={
          isEngine ? (
            <ButtonLink href="/engine">Look at the engine</ButtonLink>
          ) : (
            <ButtonLink href={`/stacks/${stackName}/plan`}>Look at the plan</ButtonLink>
          )
        }
      />
    </Page>
  );
}
