import { OperatorOnly } from "@/components/account/role-context";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { RevisionView } from "@/lib/api/contract/stack-views";

type RevisionListProps = {
  readonly stackName: string;
  readonly revisions: readonly RevisionView[];
  readonly nowMs: number;
};

/** Every saved definition, newest first; each can be planned and so gone back to. */
export function RevisionList({ stackName, revisions, nowMs }: RevisionListProps) {
  const running = revisions.find(({ deployed }) => deployed)?.number ?? 0;
  return (
    <Panel title="Revisions" meta={`${revisions.length}`}>
      <ul>
        {revisions.map((revision, index) => (
          <li
            key={revision.number}
            className="flex min-h-row flex-wrap items-center gap-2.5 border-b border-line px-3.5 py-1.5 last:border-b-0"
          >
            <span className="font-medium">Revision {revision.number}</span>
            {revision.deployed && <Tag tone="ok">runs</Tag>}
            {index === 0 && !revision.deployed && <Tag>saved</Tag>}
            <span className="min-w-0 flex-1 truncate text-xs text-ink-3">
              {revision.note && `${revision.note}, `}
              <RelativeTime atMs={Date.parse(revision.createdAt)} nowMs={nowMs} /> by {revision.createdBy}
            </span>
            <ButtonLink
              size="small"
              variant="quiet"
              href={`/stacks/${stackName}/files?revision=${revision.number}`}
            >
              Files
            </ButtonLink>
            <OperatorOnly>
              <ButtonLink size="small" href={`/stacks/${stackName}/plan?revision=${revision.number}`}>
                {revision.deployed ? "Plan again" : revision.number < running ? "Plan going back" : "Plan"}
              </ButtonLink>
            </OperatorOnly>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
