"use client";

import { answerOf } from "@/components/feedback/answer-of";
import { CodeView } from "@/components/ui/code-view";
import { CopyButton } from "@/components/ui/copy-button";
import { Panel } from "@/components/ui/panel";
import { SecretField } from "@/components/ui/secret-field";
import { TabPanels } from "@/components/ui/tab-panels";
import { Tag } from "@/components/ui/tag";
import { ValueRow } from "@/components/ui/value-row";
import type { StackDetailView } from "@/lib/api/contract/views";
import type { ActionState } from "@/lib/web/action-state";

export type RevealAction = (input: { stack: string; secret: string }) => Promise<ActionState<string>>;

type ConnectPanelProps = {
  readonly stack: Pick<StackDetailView, "id" | "connections" | "snippets" | "tunnel">;
  readonly reveal: RevealAction;
};

/** Reveals a secret for a field that shows what went wrong by itself. */
export async function revealed(reveal: RevealAction, stack: string, secret: string): Promise<string> {
  const result = await answerOf(reveal({ stack, secret }));
  if (result.status === "done") return result.value;
  throw new Error(result.status === "failed" ? result.error.message : "The panel did not answer");
}

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
          <SecretField
            key={row.label}
            label={row.label}
            lead={row.text ?? undefined}
            dots={16}
            onReveal={() => revealed(reveal, stack.id, row.secret ?? "")}
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
