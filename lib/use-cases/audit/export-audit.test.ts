import { expect, it } from "vitest";
import type { AuditLog } from "@/lib/ports/audit";
import { exportAudit } from "@/lib/use-cases/audit/export-audit";

it.each([
  [{}, "csv"],
  [{ who: "", what: "" }, "csv"],
  [
    { who: "ann", what: "deploy", since: "2026-03-01T00:00:00Z" },
    "csv, who ann, what deploy, since 2026-03-01T00:00:00Z",
  ],
])("writes down which part of the log got out: %j", async (filter, target) => {
  const recorded: string[] = [];
  const audit: AuditLog = { record: async (entry) => void recorded.push(entry.target), list: async () => [] };
  const lines: string[] = [];
  const caller = { who: "Ann", from: "192.0.2.7" };
  for await (const line of exportAudit(audit, "csv", filter, caller, new AbortController().signal))
    lines.push(line);
  expect(lines).toEqual(["id,at,who,what,target,from\r\n"]);
  expect(recorded).toEqual([target]);
});
