import { classNames } from "@/components/ui/class-names";
import { type DiffLine, type DiffRow, foldDiff } from "@/components/ui/fold-diff";
import { plural } from "@/components/ui/format";

const rowClasses: Record<DiffLine["change"], string> = {
  added: "bg-ok-tint text-ok-ink",
  removed: "bg-bad-tint text-bad-ink",
  same: "text-ink-3",
};

const signs: Record<DiffLine["change"], { readonly sign: string; readonly word: string }> = {
  added: { sign: "+", word: "added: " },
  removed: { sign: "−", word: "removed: " },
  same: { sign: "", word: "" },
};

export interface DiffViewProps {
  /** The accessible name, as "Changes of .env". */
  readonly label: string;
  /** Secrets must come as fingerprints already. */
  readonly lines: readonly DiffLine[];
}

/** What changes, line by line, with long unchanged runs folded. */
export function DiffView({ label, lines }: DiffViewProps) {
  return (
    <section
      aria-label={label}
      className="overflow-hidden rounded-b-lg font-mono text-xs leading-5 tracking-[-0.01em]"
    >
      {foldDiff(lines).map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a diff have a place and may repeat
        <Row key={index} row={row} />
      ))}
    </section>
  );
}

function Row({ row }: { readonly row: DiffRow }) {
  if (row.change === "folded") {
    return (
      <div className="border-y border-line bg-inset px-3 py-[3px] font-sans text-xs leading-[18px] tracking-normal text-ink-3 first:border-t-0 last:border-b-0">
        {plural(row.count, "line")} the same
      </div>
    );
  }
  const { sign, word } = signs[row.change];
  return (
    <div
      className={classNames(
        "grid grid-cols-[20px_minmax(0,1fr)] px-3 [overflow-wrap:anywhere] whitespace-pre-wrap",
        rowClasses[row.change],
      )}
    >
      <span aria-hidden="true">{sign}</span>
      <span>
        {word && <span className="sr-only">{word}</span>}
        {row.text}
      </span>
    </div>
  );
}

/** How many lines come and go: the figure beside the file's name. */
export function DiffCount({ lines }: { readonly lines: readonly DiffLine[] }) {
  const added = lines.filter((line) => line.change === "added").length;
  const removed = lines.filter((line) => line.change === "removed").length;
  return (
    <span className="text-xs">
      <span className="text-ok-ink">+{added}</span> <span className="text-bad-ink">−{removed}</span>
      <span className="sr-only"> lines</span>
    </span>
  );
}
