import type { auditRoutes } from "@/lib/api/contract/audit";
import type { Handlers } from "@/lib/api/handler";
import type { AuditLog } from "@/lib/ports/audit";
import { auditFilter, auditView, exportAudit } from "@/lib/use-cases/audit/export-audit";

/** The audit log, in pages and whole. */
export function auditHandlers(audit: AuditLog): Pick<Handlers, keyof typeof auditRoutes> {
  return {
    "audit.list": async ({ query: { before, limit, ...filter } }) => {
      const entries = await audit.list({
        ...auditFilter(filter),
        limit,
        ...(before !== undefined && { before }),
      });
      const last = entries.at(-1);
      return {
        entries: entries.map(auditView),
        next: entries.length < limit || last === undefined ? null : String(last.id),
      };
    },
    "audit.csv": ({ query }, caller, signal) => exportAudit(audit, "csv", query, caller, signal),
    "audit.ndjson": ({ query }, caller, signal) => exportAudit(audit, "ndjson", query, caller, signal),
  };
}
