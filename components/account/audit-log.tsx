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
  /** Where older entries begin; null at the end. */
  readonly next: string | null;
}

/** Who did what, and from where. */
export function AuditLog({ entries, next }: AuditLogProps) {
  return (
    <Panel title="Audit" meta="newest first, times in UTC">
      {entries.length === 0 ? (
        <EmptyState title="No entries" text="Each change that somebody makes is written down here." />
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
      {next !== null && (
        <PanelBody>
          <ButtonLink href={`/settings?before=${encodeURIComponent(next)}`}>Older entries</ButtonLink>
        </PanelBody>
      )}
    </Panel>
  );
}
