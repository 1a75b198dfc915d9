import type { AuditEntryRecord, AuditFilter, AuditLog } from "@/lib/ports/audit";
import { csvRow } from "@/lib/use-cases/audit/csv-row";
import type { Caller } from "@/lib/use-cases/panel";

/** As it comes over the API; an empty word is none. */
export type GivenFilter = { who?: string | undefined; what?: string | undefined; since?: string | undefined };

const COLUMNS = ["id", "at", "who", "what", "target", "from"] as const;
/** Read and written at a time: the log may be larger than what a worker should hold. */
const PAGE = 500;

/** An entry with its time in words of a computer. */
export function auditView({ id, at, who, what, target, from }: AuditEntryRecord) {
  return { id: String(id), at: at.toISOString(), who, what, target, from };
}

export function auditFilter({ who, what, since }: GivenFilter): AuditFilter {
  return {
    ...(who && { who }),
    ...(what && { what }),
    ...(since && { since: new Date(since) }),
  };
}

/** The whole log, or what fits the filter, newest first. That it was taken out is itself written down, before. */
export async function* exportAudit(
  audit: AuditLog,
  form: "csv" | "ndjson",
  given: GivenFilter,
  { who, from }: Caller,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  await audit.record({ who, from, what: "audit log exported", target: exportName(form, given) });
  if (form === "csv") yield csvRow(COLUMNS);
  let before: number | undefined;
  for (;;) {
    const page = { ...auditFilter(given), limit: PAGE, ...(before !== undefined && { before }) };
    const entries = await audit.list(page);
    if (entries.length > 0) yield entries.map((entry) => line(form, entry)).join("");
    before = entries.at(-1)?.id;
    if (entries.length < PAGE || signal.aborted) return;
  }
}

/** With what was asked for, so that the entry says which part of the log got out. */
function exportName(form: string, given: GivenFilter): string {
  const words = (["who", "what", "since"] as const).filter((name) => given[name]);
  return [form, ...words.map((name) => `${name} ${given[name]}`)].join(", ");
}

function line(form: "csv" | "ndjson", entry: AuditEntryRecord): string {
  const view = auditView(entry);
  return form === "csv" ? csvRow(COLUMNS.map((name) => view[name])) : `${JSON.stringify(view)}\n`;
}
