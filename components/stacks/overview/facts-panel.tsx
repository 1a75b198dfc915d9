import Link from "next/link";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatBytes, plural } from "@/components/ui/format";
import { Panel, PanelBody } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { StackDetailView } from "@/lib/api/contract/stack-views";

type FactsPanelProps = {
  readonly stack: StackDetailView;
  readonly kindTitle: string;
  readonly nowMs: number;
};

/** Version, revision, access and volumes. */
export function FactsPanel({ stack, kindTitle, nowMs }: FactsPanelProps) {
  const sizes = stack.volumes.flatMap((volume) => (volume.sizeBytes === null ? [] : [volume.sizeBytes]));
  const together =
    sizes.length > 0 ? `, together ${formatBytes(sizes.reduce((sum, size) => sum + size, 0))}` : "";
  return (
    <Panel label="Details">
      <PanelBody>
        <DefinitionList
          items={[
            { term: "Version", detail: `${kindTitle} ${stack.version}` },
            {
              term: "Revision",
              detail: (
                <>
                  {stack.deployedRevision === null
                    ? `${stack.revision}, not deployed yet`
                    : stack.deployedRevision === stack.revision
                      ? `${stack.revision}, deployed`
                      : `${stack.deployedRevision} runs, ${stack.revision} is saved`}
                  {". "}
                  <Link className="link" href={`/stacks/${stack.name}/activity`}>
                    All revisions
                  </Link>
                </>
              ),
            },
            {
              term: "Changed",
              detail: (
                <>
                  <RelativeTime atMs={Date.parse(stack.changedAt)} nowMs={nowMs} /> by {stack.changedBy}
                </>
              ),
            },
            {
              term: "Reachable",
              detail: reachableWords(stack.access),
            },
            { term: "Volumes", detail: `${plural(stack.volumes.length, "volume")}${together}` },
          ]}
        />
      </PanelBody>
    </Panel>
  );
}

function reachableWords(access: StackDetailView["access"]): string {
  switch (access.mode) {
    case "private":
      return "on this server only";
    case "address":
      return `by ${access.host}, plain http`;
    case "domain":
      return `by ${Object.values(access.names).join(" and ")}, over https`;
  }
}
