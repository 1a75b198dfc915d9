import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { auditView, instant } from "@/lib/api/contract/views";

const word = z.string().trim().max(100);

/** Which entries: all, where nothing is given. */
const filter = z.object({
  /** Part of the name. */
  who: word.optional(),
  /** Part of what was done, or of what it was done to. */
  what: word.optional(),
  /** Not before then. */
  since: instant.optional(),
});

export const auditRoutes = {
  "audit.list": route({
    method: "GET",
    path: "/v1/audit",
    access: "owner",
    token: "secrets",
    summary: "Who did what, newest first",
    query: filter.extend({
      /** `next` of the page before. */
      before: z.coerce.number().int().min(1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    response: { json: z.object({ entries: z.array(auditView), next: z.string().nullable() }) },
  }),
  "audit.csv": route({
    method: "GET",
    path: "/v1/audit.csv",
    access: "owner",
    fresh: "always",
    token: "secrets",
    summary: "The same as a table for spreadsheets, whole",
    query: filter,
    response: { text: "text/csv" },
  }),
  "audit.ndjson": route({
    method: "GET",
    path: "/v1/audit.ndjson",
    access: "owner",
    fresh: "always",
    token: "secrets",
    summary: "The same as one JSON object a line, whole",
    query: filter,
    response: { text: "application/x-ndjson" },
  }),
};
