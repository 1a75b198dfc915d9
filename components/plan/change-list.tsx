import { DiffView } from "@/components/ui/diff-view";
import type { DiffLine } from "@/components/ui/fold-diff";
import { plural } from "@/components/ui/format";
import { Panel } from "@/components/ui/panel";
import type { ChangeView } from "@/lib/api/contract/stack-views";

type ChangeListProps = {
  readonly title: string;
  readonly changes: readonly ChangeView[];
  /** Names are variables: written as `NAME=value`. */
  readonly mono?: boolean;
};

/** What changes in values, secrets as fingerprints. */
export function ChangeList({ title, changes, mono = false }: ChangeListProps) {
  return (
    <Panel title={title} meta={changes.length === 0 ? "unchanged" : plural(changes.length, "change")}>
      {changes.length > 0 && (
        <DiffView
          label={`Changes of ${title}`}
          lines={changes.flatMap((change) => diffLines(change, mono))}
        />
      )}
    </Panel>
  );
}

function diffLines(change: ChangeView, mono: boolean): DiffLine[] {
  const text = (value: string) => (mono ? `${change.name}=${value}` : `${change.name}: ${value || "empty"}`);
  return [
    ...(change.before === null ? [] : [{ change: "removed" as const, text: text(change.before) }]),
    ...(change.after === null ? [] : [{ change: "added" as const, text: text(change.after) }]),
  ];
}
