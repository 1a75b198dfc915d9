import type { z } from "zod";
import type { RouteContract } from "@/lib/api/contract/route";
import { type FieldIssue, PanelError } from "@/lib/errors";

export const BODY_LIMIT_BYTES = 1024 * 1024;

type Values = Record<string, string>;
export type ReadInput = { params: unknown; query: unknown; body: unknown };

/**
 * Parameters, query and body of a call as its contract says, with everything that is wrong at once.
 * @throws PanelError `input-invalid`, `body-too-large`
 */
export async function readInput(
  route: RouteContract,
  request: Request,
  params: Values,
  query: Values,
): Promise<ReadInput> {
  const issues: FieldIssue[] = [];
  const check = (schema: z.ZodType | undefined, value: unknown) => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      issues.push({ field: issue.path.join("."), message: issue.message });
    }
    return undefined;
  };
  const input = {
    params: check(route.params, params),
    query: check(route.query, query),
    body: check(route.body, route.body === undefined ? undefined : await readJsonBody(request)),
  };
  if (issues.length > 0) {
    throw new PanelError("input-invalid", describe(issues), { issues });
  }
  return input;
}

function describe(issues: readonly FieldIssue[]): string {
  const [first] = issues;
  if (first === undefined || issues.length > 1) return `${issues.length} fields are not right`;
  return first.field === "" ? first.message : `${first.field}: ${first.message}`;
}

async function readJsonBody(request: Request): Promise<unknown> {
  const text = await readText(request);
  // A call without a body is one with nothing set.
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PanelError("input-invalid", "The body is not JSON", { fix: "Send one JSON object" }, error);
  }
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT_BYTES) throw tooLarge();
  if (request.body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  try {
    return decoder.decode(Buffer.concat(chunks));
  } catch (error) {
    throw new PanelError("input-invalid", "The body is not UTF-8", { fix: "Send JSON in UTF-8" }, error);
  }
}

function tooLarge(): PanelError {
  return new PanelError("body-too-large", "The body is larger than 1 MiB", {
    fix: "Send less: a definition of a stack takes a few kilobytes",
  });
}
