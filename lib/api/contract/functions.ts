import { z } from "zod";
import { route } from "@/lib/api/contract/route";
import { instant } from "@/lib/api/contract/views";
import { MOST_PACKED_BYTES, MOST_TEXT_BYTES } from "@/lib/functions/limits";

/** Lengths alone: which names and paths are fit is said once, for every way in. */
const stack = z.object({ stack: z.string().min(1).max(64) });
const one = stack.extend({ function: z.string().min(1).max(100) });
const path = z.string().min(1).max(400);
/** SHA-256 in hex. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, "Must be the hash of the file as it was read");
const text = z.string().max(MOST_TEXT_BYTES);

const fileView = z.object({
  path: z.string(),
  sizeBytes: z.number(),
  hash,
  /** Only a text is read and changed in the panel; a `large` one is too long for that. */
  type: z.enum(["text", "large", "binary"]),
});
export type FunctionFileView = z.output<typeof fileView>;

const summaryView = z.object({
  name: z.string(),
  /** null: code that functions share, or the stack has no address to reach them by. */
  url: z.string().nullable(),
  /** The service's own: shown, never changed. */
  isProtected: z.boolean(),
  fileCount: z.number(),
  sizeBytes: z.number(),
  changedAt: instant.nullable(),
  /** Of all paths and contents: what a replacement is based on. */
  version: hash,
});
export type FunctionSummaryView = z.output<typeof summaryView>;

const functionView = summaryView.extend({
  service: z.object({ name: z.string(), isRunning: z.boolean() }),
  files: z.array(fileView),
  /** Paths of links and the like: neither shown, changed nor downloaded. */
  left: z.array(z.string()),
});
export type FunctionView = z.output<typeof functionView>;

const listView = z.object({
  service: z.object({ name: z.string(), isRunning: z.boolean() }),
  functions: z.array(summaryView),
  /** Names in the volume that are no function's. */
  others: z.array(z.string()),
});
export type FunctionListView = z.output<typeof listView>;

const savedFile = z.object({ path: z.string(), hash });

export const functionRoutes = {
  "functions.list": route({
    method: "GET",
    path: "/v1/stacks/:stack/functions",
    access: "viewer",
    token: "read",
    summary: "The stack's edge functions with their addresses",
    params: stack,
    response: { json: listView },
  }),
  "functions.show": route({
    method: "GET",
    path: "/v1/stacks/:stack/functions/:function",
    access: "viewer",
    token: "read",
    summary: "One function: its files by path, size and hash",
    params: one,
    response: { json: functionView },
  }),
  "functions.create": route({
    method: "POST",
    path: "/v1/stacks/:stack/functions",
    access: "operator",
    token: "deploy",
    summary: "Make a function from the sample",
    params: stack,
    body: z.object({ name: z.string().max(100) }),
    response: { json: functionView },
  }),
  "functions.read-file": route({
    method: "GET",
    path: "/v1/stacks/:stack/functions/:function/file",
    access: "operator",
    token: "deploy",
    summary: "One file's text, and the hash that a change of it is based on",
    params: one,
    query: z.object({ path }),
    response: { json: savedFile.extend({ text: z.string() }) },
  }),
  "functions.save-file": route({
    method: "PUT",
    path: "/v1/stacks/:stack/functions/:function/file",
    access: "operator",
    token: "deploy",
    summary: "Write one file; refused when somebody else changed it since `base`",
    params: one,
    body: z.object({
      path,
      text,
      /** Hash of the file as it was read; null: it is to be new. */
      base: hash.nullable(),
    }),
    response: { json: savedFile },
  }),
  "functions.remove-file": route({
    method: "POST",
    path: "/v1/stacks/:stack/functions/:function/remove-file",
    access: "operator",
    token: "deploy",
    summary: "Remove one file; refused when somebody else changed it since `base`",
    params: one,
    body: z.object({ path, base: hash }),
    response: { json: z.object({}) },
  }),
  "functions.upload": route({
    method: "PUT",
    path: "/v1/stacks/:stack/functions/:function/archive",
    access: "operator",
    token: "deploy",
    summary: "Make a function of an archive (tar, tar.gz), or put the archive in the place of all its files",
    params: one,
    body: z.object({
      /** In base64; checked to its end before anything is written. */
      archive: z.base64().max(Math.ceil(MOST_PACKED_BYTES / 3) * 4, "The archive is larger than 720 KiB"),
      /** Version of the function that is replaced; null: it is to be new. */
      base: hash.nullable(),
    }),
    response: { json: functionView },
  }),
  "functions.download": route({
    method: "GET",
    path: "/v1/stacks/:stack/functions/:function/archive",
    access: "operator",
    token: "deploy",
    summary: "The function's folder as tar.gz; written to the audit log",
    params: one,
    response: { file: "application/gzip" },
  }),
  "functions.remove": route({
    method: "POST",
    path: "/v1/stacks/:stack/functions/:function/remove",
    access: "operator",
    fresh: "always",
    token: "secrets",
    summary: "Delete a function with all its files",
    params: one,
    body: z.object({
      /** The function's name, typed by the person. */
      confirmName: z.string().max(100),
    }),
    response: { json: z.object({}) },
  }),
};
