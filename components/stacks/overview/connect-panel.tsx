"use client";

import { type RevealAction, StackSecret } from "@/components/stacks/secrets/stack-secret";
import { CodeView } from "@/components/ui/code-view";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import { TabPanels } from "@/components/ui/tab-panels";
import { Tag } from "@/components/ui/tag";
import { ValueRow } from "@/components/ui/value-row";
import type { StackDetailView } from "@/lib/api/contract/stack-views";

type ConnectPanelProps = {
  readonly stack: Pick<StackDetailView, "id" | "connections" | "snippets" | "tunnel">;
  readonly reveal: RevealAction;
};

const languageOf = { bash: "text", javascript: "text", env: "env" } as const;

/** All that an application or a person needs to use the stack. */
export function ConnectPanel({ stack, reveal }: ConnectPanelProps) {
  return (
    <Panel title="Connect">
      {stack.connections.map((row) =>
        row.secret === null ? (
          <ValueRow
            key={row.label}
            label={row.label}
            value={row.text ?? ""}
            tag={row.exposure ? <Tag tone="warn">{row.exposure}</Tag> : undefined}
          >
            {row.url && row.text ? (
              <a className="link" href={row.text} target="_blank" rel="noreferrer">
                {row.text}
              </a>
            ) : undefined}
          </ValueRow>
        ) : (
          <StackSecret
            key={row.label}
            label={row.label}
            lead={row.text ?? undefined}
            dots={16}
            stackId={stack.id}
            secret={row.secret}
            reveal={reveal}
          />
        ),
      )}
      {stack.tunnel && <ValueRow label="From elsewhere" value={stack.tunnel} />}
      {stack.snippets.length > 0 && (
        <div className="border-t border-line">
          <TabPanels
            label="Snippet"
            panels={stack.snippets.map((snippet, index) => ({
              value: `snippet-${index}`,
              label: snippet.title,
              content: (
                <div className="relative">
                  <CodeView
                    label={`${snippet.title} snippet`}
                    text={snippet.code}
                    language={languageOf[snippet.language]}
                    className="overflow-x-auto rounded-b-lg bg-inset px-3.5 py-[11px] pr-10"
                  />
                  <span className="absolute top-2 right-2">
                    <CopyButton label={`Copy ${snippet.title} snippet`} value={snippet.code} />
                  </span>
                </div>
              ),
            }))}
          />
        </div>
      )}
    </Panel>
  );
}
