import type { ImportRow } from "@/components/stacks/import/import-actions";
import { Checkbox } from "@/components/ui/checkbox";
import { Cell, DataTable, HeaderCell, TableHead, TableRow } from "@/components/ui/data-table";
import { Tag, type TagTone } from "@/components/ui/tag";

const STATES: Record<ImportRow["state"], { word: string; tone: TagTone }> = {
  kept: { word: "kept", tone: "ok" },
  changed: { word: "changed", tone: "accent" },
  unknown: { word: "kept, unknown", tone: "neutral" },
  unused: { word: "not used", tone: "neutral" },
};

type ImportRowsProps = {
  readonly rows: readonly ImportRow[];
  /** Flagged ones that are to stay as they are, by variable. */
  readonly kept: readonly string[];
  readonly onKeep: (name: string, keep: boolean) => void;
};

/** What becomes of each variable; a flagged one can be kept all the same. */
export function ImportRows({ rows, kept, onKeep }: ImportRowsProps) {
  return (
    <DataTable caption="Variables of the file">
      <TableHead>
        <HeaderCell>Variable</HeaderCell>
        <HeaderCell>Becomes</HeaderCell>
        <HeaderCell wideOnly>Setting</HeaderCell>
        <HeaderCell>Why</HeaderCell>
      </TableHead>
      <tbody>
        {rows.map((row) => (
          <TableRow key={row.name}>
            <Cell className="align-top">
              <span className="mono break-all">{row.name}</span>
              {row.value !== null && row.value !== "" && (
                <span className="mono block max-w-[32ch] truncate text-ink-3 max-wide:max-w-none max-wide:break-all max-wide:whitespace-normal">
                  {row.value}
                </span>
              )}
            </Cell>
            <Cell className="align-top">
              <Tag tone={STATES[row.state].tone}>{STATES[row.state].word}</Tag>
            </Cell>
            <Cell wideOnly className="align-top">
              {row.target ?? ""}
            </Cell>
            <Cell className="align-top wrap-anywhere">
              {row.flag && (
                <Flagged
                  name={row.name}
                  flag={row.flag}
                  kept={kept.includes(row.name)}
                  onKeep={(keep) => onKeep(row.name, keep)}
                />
              )}
              {row.note && <span className="text-xs text-ink-3">{row.note}.</span>}
            </Cell>
          </TableRow>
        ))}
      </tbody>
    </DataTable>
  );
}

type FlaggedProps = {
  readonly name: string;
  readonly flag: NonNullable<ImportRow["flag"]>;
  readonly kept: boolean;
  readonly onKeep: (keep: boolean) => void;
};

function Flagged({ name, flag, kept, onKeep }: FlaggedProps) {
  return (
    <div className="grid gap-1 py-1">
      <span>
        <Tag tone="warn">flagged</Tag> {flag.why}.
      </span>
      <Checkbox
        label={`Do not take ${name} over`}
        hint={flag.consequence}
        checked={!kept}
        onChange={(event) => onKeep(!event.target.checked)}
      />
    </div>
  );
}
