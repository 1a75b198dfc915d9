import type { Metadata } from "next";
import { DownloadButton } from "@/components/account/download-button";
import { OwnerNotice } from "@/components/account/owner-notice";
import { AuditFilter, type AuditWords } from "@/components/audit/audit-filter";
import { AuditLog } from "@/components/audit/audit-log";
import { Page } from "@/components/shell/page";
import { hasRole } from "@/lib/api/contract/roles";
import { routes } from "@/lib/api/contract/routes";
import { pageCall, requireOperator } from "@/lib/web/operator";

export const metadata: Metadata = { title: "Audit" };

type Search = Partial<Record<"before" | "who" | "what" | "since", string | string[]>>;
type Props = { readonly searchParams: Promise<Search> };

const LIMIT = 50;

export default async function AuditPage({ searchParams }: Props) {
  const { operator, worker } = await requireOperator();
  if (!hasRole(operator.role, "owner")) return <OwnerNotice what="Reading the audit log" />;
  const search = await searchParams;
  const words = { who: wordOf(search.who), what: wordOf(search.what), since: dayOf(wordOf(search.since)) };
  const filter = filterQuery(words);
  const before = /^[1-9]\d{0,15}$/.exec(wordOf(search.before))?.[0];
  const { entries, next } = await pageCall(
    worker.call(routes["audit.list"], { query: { ...filter, limit: LIMIT, ...(before && { before }) } }),
  );
  const asked = new URLSearchParams(filter).toString();
  const suffix = asked === "" ? "" : `?${asked}`;
  const older = new URLSearchParams({ ...dropEmpty(words), before: next ?? "" });
  return (
    <Page className="grid gap-4">
      <AuditFilter words={words} />
      <AuditLog
        entries={entries}
        olderHref={next === null ? null : `/settings/audit?${older}`}
        filtered={asked !== ""}
        actions={
          <>
            <DownloadButton
              href={`/api/download/audit.csv${suffix}`}
              label="CSV"
              accessibleName="Download as CSV"
            />
            <DownloadButton
              href={`/api/download/audit.ndjson${suffix}`}
              label="NDJSON"
              accessibleName="Download as NDJSON"
            />
          </>
        }
      />
    </Page>
  );
}

function wordOf(value: string | string[] | undefined): string {
  return typeof value === "string" ? value.trim().slice(0, 100) : "";
}

/** A day of the calendar, or nothing. */
function dayOf(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
}

function filterQuery(words: AuditWords): Record<string, string> {
  const since = words.since === "" ? "" : new Date(words.since).toISOString();
  return dropEmpty({ ...words, since });
}

function dropEmpty(words: AuditWords): Record<string, string> {
  return Object.fromEntries(Object.entries(words).filter(([, word]) => word !== ""));
}
