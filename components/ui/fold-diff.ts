export interface DiffLine {
  readonly change: "added" | "removed" | "same";
  readonly text: string;
}

export type DiffRow = DiffLine | { readonly change: "folded"; readonly count: number };

/** Folds runs of unchanged lines, keeping `context` of them beside a change. A run of one line is not worth folding. */
export function foldDiff(lines: readonly DiffLine[], context = 1): DiffRow[] {
  const near = (index: number) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some((line) => line.change !== "same");
  const rows: DiffRow[] = [];
  let run: DiffLine[] = [];
  const closeRun = () => {
    if (run.length === 1) rows.push(...run);
    else if (run.length > 1) rows.push({ change: "folded", count: run.length });
    run = [];
  };
  lines.forEach((line, index) => {
    if (line.change === "same" && !near(index)) {
      run.push(line);
      return;
    }
    closeRun();
    rows.push(line);
  });
  closeRun();
  return rows;
}
