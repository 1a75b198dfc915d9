import { ErrorPanel } from "@/components/feedback/error-panel";
import { sentence } from "@/components/feedback/sentence";
import { Page } from "@/components/shell/page";
import { ButtonLink } from "@/components/ui/button";

export interface NoPlanProps {
  readonly stack: string;
  readonly revision: number;
  readonly reason: string;
  readonly fix: string | undefined;
}

/** In place of a plan that cannot be made, since nobody says what there is. */
export function NoPlan({ stack, revision, reason, fix }: NoPlanProps) {
  return (
    <Page>
      <ErrorPanel
        context={`Plan of revision ${revision}`}
        title="What a deploy would change is not known now"
        why={`${sentence(reason)} ${fix ?? ""}`.trim()}
        actions={
          <ButtonLink
            href={`/stacks/${encodeURIComponent(stack)}/plan?revision=${revision}`}
            variant="primary"
            size="field"
          >
            Try again
          </ButtonLink>
        }
      />
    </Page>
  );
}
