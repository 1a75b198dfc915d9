import type { ReactNode } from "react";
import { EmptyState } from "@/components/feedback/empty-state";
import { ButtonLink } from "@/components/ui/button";
import { Cell, DataTable, HeaderCell, TableHead, TableRow } from "@/components/ui/data-table";
import { Panel, PanelBody } from "@/components/ui/panel";

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly target: string;
  readonly from: string;
}

export interface AuditLogProps {
  readonly entries: readonly AuditEntry[];
  /** Of the page with older entries; null at the end. */
  readonly olderHref: string | null;
  readonly filtered: boolean;
  readonly actions: ReactNode;
}

/** Who did what, and from where. */
export function AuditLog({ entries, olderHref, filtered, actions }: AuditLogProps) {
  return (
    <Panel title="Entries" meta="newest first, times in UTC" actions={actions}>
      {entries.length === 0 ? (
        <EmptyState
          title={filtered ? "No entry fits" : "No entries"}
          text={
            filtered
              ? "Look for less, or further back."
              : "Each change that somebody makes is written down here."
          }
        />
      ) : (
        <DataTable caption="Audit entries">
          <TableHead>
            <HeaderCell>When</HeaderCell>
            <HeaderCell>Who</HeaderCell>
            <HeaderCell>What</HeaderCell>
            <HeaderCell wideOnly>Target</HeaderCell>
            <HeaderCell wideOnly>From</HeaderCell>
          </TableHead>
          <tbody>
            {entries.map((entry) => (
              <TableRow key={entry.id}>
                <Cell className="mono-xs whitespace-nowrap text-ink-3">
                  {entry.at.slice(0, 10)} {entry.at.slice(11, 19)}
                </Cell>
                <Cell>{entry.who}</Cell>
                <Cell>{entry.what}</Cell>
                <Cell wideOnly className="text-ink-2">
                  {entry.target}
                </Cell>
                <Cell wideOnly className="mono-xs text-ink-3">
                  {entry.from}
                </Cell>
              </TableRow>
            ))}
          </tbody>
        </DataTable>
      )}
      {olderHref !== null && (
        <PanelBody>
          <ButtonLink href={olderHref}>Older entries</ButtonLink>
        </PanelBody>
      )}
    </Panel>
  );
}
