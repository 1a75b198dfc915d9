import type { Difference } from "@/lib/stacks/supabase/upstream/difference";

/** A row of the document: a difference, the profiles that have it, and why. */
export type ListedDifference = Difference & { profiles: readonly string[]; reason: string };

/** A value of `.env` that a new stack has otherwise than upstream's example, and why. */
export type ListedDefault = { name: string; upstream: string; here: string; reason: string };

/** A variable of upstream's `.env.example` that is neither a setting nor a secret, and why. */
export type ListedVariable = { name: string; reason: string };

/** The rows of the document's table of differences: service, what, profiles, upstream, here, why. */
export function listedDifferences(markdown: string): ListedDifference[] {
  return tableRows(markdown, 6).map(
    ([service = "", what = "", profiles = "", upstream = "", here = "", reason = ""]) => ({
      service,
      what,
      profiles: profiles.split(/,\s*/),
      upstream,
      here,
      reason,
    }),
  );
}

/** The rows of the document's table of values: name, upstream's, ours, why. */
export function listedDefaults(markdown: string): ListedDefault[] {
  return tableRows(markdown, 4).map(([name = "", upstream = "", here = "", reason = ""]) => ({
    name,
    upstream,
    here,
    reason,
  }));
}

/** The rows of the document's table of variables: name, why. */
export function listedVariables(markdown: string): ListedVariable[] {
  return tableRows(markdown, 2).map(([name = "", reason = ""]) => ({ name, reason }));
}

/** The difference as a row of the document, still without its reason. */
export function differenceRow(
  { service, what, upstream, here }: Difference,
  profiles: readonly string[],
): string {
  const cells = [service, what, profiles.join(", "), upstream, here].map((text, column) =>
    column === 2 ? text : `\`${text.replaceAll("|", "\\|")}\``,
  );
  return `| ${cells.join(" | ")} |  |`;
}

/** Rows of every table with so many columns, without head and rule; code signs around a cell are taken away. */
function tableRows(markdown: string, columns: number): string[][] {
  const tables = markdown.split("\n").map((line) => cellsOf(line));
  return tables.filter((cells, index) => {
    const isHead = isRule(tables[index + 1] ?? []);
    return cells.length === columns && !isHead && !isRule(cells);
  });
}

function cellsOf(line: string): string[] {
  if (!/^\|.*\|\s*$/.test(line)) return [];
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .trim()
        .replaceAll("\\|", "|")
        .replace(/^`(.*)`$/, "$1"),
    );
}

function isRule(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => /^:?-+:?$/.test(cell));
}
