"use client";

import { ActionButton, type ActionButtonProps } from "@/components/stacks/actions/action-button";
import { ProofMark } from "@/components/stacks/overview/proof-mark";
import { SnippetTabs } from "@/components/stacks/overview/snippet-tabs";
import { type RevealAction, StackSecret } from "@/components/stacks/secrets/stack-secret";
import { GroupHead } from "@/components/ui/group-head";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import { ValueRow } from "@/components/ui/value-row";
import type { ActionView } from "@/lib/api/contract/actions";
import type { StackDetailView } from "@/lib/api/contract/stack-views";

type ConnectPanelProps = {
  readonly stack: Pick<
    StackDetailView,
    "id" | "name" | "activeJob" | "connections" | "snippets" | "tunnel" | "probeResults"
  >;
  /** Those that stand beside a row. */
  readonly actions: readonly ActionView[];
  readonly act: ActionButtonProps["act"];
  readonly reveal: RevealAction;
};

type Row = StackDetailView["connections"][number];

/** All that an application or a person needs to use the stack, each with the probe that has proven it. */
export function ConnectPanel(props: ConnectPanelProps) {
  const { stack } = props;
  const groups = groupsOf(stack.connections);
  const headed = groups.some(({ name }) => name !== null);
  return (
    <Panel title="Connect">
      {groups.map(({ name, rows }) => (
        <div key={name} className="border-b border-line last:border-b-0">
          {name !== null && <GroupHead>{name}</GroupHead>}
          {rows.map((row) => (
            <ConnectionRow {...props} key={row.label} row={row} />
          ))}
        </div>
      ))}
      {stack.tunnel && (
        <div className="border-t border-line">
          {headed && <GroupHead>From your own computer</GroupHead>}
          <ValueRow label="SSH tunnel" value={stack.tunnel} />
        </div>
      )}
      {stack.snippets.length > 0 && (
        <div className="border-t border-line">
          <SnippetTabs snippets={stack.snippets} probes={stack.probeResults} />
        </div>
      )}
    </Panel>
  );
}

type ConnectionRowProps = ConnectPanelProps & { readonly row: Row };

function ConnectionRow({ row, stack, actions, act, reveal }: ConnectionRowProps) {
  const probe = stack.probeResults.find(({ id }) => id === row.probe);
  const mark = probe && <ProofMark probe={probe} />;
  if (row.secret !== null) {
    return (
      <StackSecret
        label={row.label}
        lead={row.text ?? undefined}
        tag={row.note === null ? undefined : <Tag>{row.note}</Tag>}
        mark={mark}
        dots={16}
        stackId={stack.id}
        secret={row.secret}
        reveal={reveal}
      />
    );
  }
  return (
    <ValueRow
      label={row.label}
      mark={mark}
      value={row.text ?? ""}
      tag={
        row.exposure ? <Tag tone="warn">{row.exposure}</Tag> : row.note ? <Tag>{row.note}</Tag> : undefined
      }
      actions={actions
        .filter(({ beside }) => beside === row.label)
        .map((action) => <ActionButton key={action.id} stack={stack} action={action} act={act} />)}
    >
      {row.url && row.text ? (
        <a className="link" href={row.text} target="_blank" rel="noreferrer">
          {row.text}
        </a>
      ) : undefined}
    </ValueRow>
  );
}

/** Rows that follow each other and name the same group, together. */
function groupsOf(rows: readonly Row[]): { name: string | null; rows: Row[] }[] {
  const groups: { name: string | null; rows: Row[] }[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.name === row.group) last.rows.push(row);
    else groups.push({ name: row.group, rows: [row] });
  }
  return groups;
}
