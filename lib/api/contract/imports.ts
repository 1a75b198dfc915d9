import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { accessView, stackDetailView } from "@/lib/api/contract/stack-views";

/** Characters of one file: ten times what upstream's own have. */
export const IMPORT_FILE_MAX_LENGTH = 200_000;

const files = z.object({
  /** Content of the installation's `.env`. */
  env: z
    .string()
    .min(1, "Give the content of the .env")
    .max(IMPORT_FILE_MAX_LENGTH, `A .env may have ${IMPORT_FILE_MAX_LENGTH} characters at most`),
  /** Content of its `kong.yml`, for further users of Studio. */
  kong: z
    .string()
    .max(IMPORT_FILE_MAX_LENGTH, `A kong.yml may have ${IMPORT_FILE_MAX_LENGTH} characters at most`)
    .default(""),
  /** Secrets to keep although they were flagged, by variable; the other flagged ones are made anew. */
  keepFlagged: z.array(z.string().max(200)).max(200).default([]),
  name: z.string().max(100).optional(),
  access: accessView.default({ mode: "private" }),
});

const issue = z.object({ field: z.string(), message: z.string() });

export const importRoutes = {
  "imports.review": route({
    method: "POST",
    path: "/v1/imports/supabase/review",
    access: "operator",
    token: "deploy",
    summary: "What would become of each variable of a Supabase installation's .env; nothing is saved",
    body: files,
    response: {
      json: z.object({
        /** Given, or proposed. */
        name: z.string(),
        rows: z.array(
          z.object({
            name: z.string(),
            state: z.enum(["kept", "changed", "unknown", "unused"]),
            /** The setting or secret that has the value now. */
            target: z.string().nullable(),
            /** null for a secret. */
            value: z.string().nullable(),
            note: z.string().nullable(),
            /** Why a secret should not go on, and what making it anew means. */
            flag: z.object({ why: z.string(), consequence: z.string(), kept: z.boolean() }).nullable(),
          }),
        ),
        remarks: z.array(z.string()),
        issues: z.array(issue),
        warnings: z.array(issue),
      }),
    },
  }),
  "imports.create": route({
    method: "POST",
    path: "/v1/imports/supabase",
    access: "operator",
    token: "deploy",
    summary: "Save a new stack from a Supabase installation's .env as revision 1; nothing is deployed",
    body: files,
    response: { json: stackDetailView },
  }),
};
