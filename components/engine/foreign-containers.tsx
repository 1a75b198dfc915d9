import { EmptyState } from "@/components/feedback/empty-state";
import { Cell, DataTable, HeaderCell, TableHead, TableRow } from "@/components/ui/data-table";
import { plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import { Tag } from "@/components/ui/tag";
import type { ForeignContainerView } from "@/lib/api/contract/views";

/** What runs on the engine and is not in our records. The panel shows it and never touches it. */
export function ForeignContainers({ containers }: { readonly containers: readonly ForeignContainerView[] }) {
  return (
    <Panel
      title="Other containers"
      meta={`${plural(containers.length, "container")}, looked at, never touched`}
    >
      {containers.length === 0 ? (
        <EmptyState
          title="Nothing else runs here"
          text="Containers that Slipway did not make would be listed."
        />
      ) : (
        <DataTable caption="Containers that are not Slipway's">
          <TableHead>
            <HeaderCell>Name</HeaderCell>
            <HeaderCell>State</HeaderCell>
            <HeaderCell wideOnly>Image</HeaderCell>
            <HeaderCell wideOnly>Project</HeaderCell>
            <HeaderCell wideOnly>Ports</HeaderCell>
          </TableHead>
          <tbody>
            {containers.map((container) => (
              <TableRow key={container.id}>
                <Cell className="max-w-[280px]">
                  <span className="block truncate font-medium">{container.name}</span>
                  {container.claimsToBeOurs && (
                    <Tag tone="warn">labelled as a stack of Slipway, but not in its records</Tag>
                  )}
                </Cell>
                <Cell className="text-xs text-ink-2">{container.status || container.state}</Cell>
                <Cell wideOnly className="mono-xs max-w-[260px] truncate">
                  {container.image}
                </Cell>
                <Cell wideOnly className="text-xs text-ink-3">
                  {container.project ?? "none"}
                </Cell>
                <Cell wideOnly className="mono-xs text-ink-2">
                  {container.ports.join(", ") || "none"}
                </Cell>
              </TableRow>
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}
