import { z } from "zod";
import type { ProbeHttpResponse } from "@/lib/stacks/kind";

/** Each service has its own form; all say a message, and most a code. */
const errorBody = z.object({
  code: z.union([z.string(), z.number()]).optional(),
  error_code: z.string().optional(),
  message: z.string().optional(),
  msg: z.string().optional(),
});

/** The body as JSON of the given shape, or undefined. */
export function bodyAs<T>(response: Pick<ProbeHttpResponse, "text">, schema: z.ZodType<T>): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(response.text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

/** PostgREST's own code, or PostgreSQL's: `PGRST301`, `42501`. */
export function errorCodeOf(response: ProbeHttpResponse): string | undefined {
  const code = bodyAs(response, errorBody)?.code;
  return typeof code === "string" ? code : undefined;
}

/** The answer in a few words: the status, and what the service says of it. */
export function answerInWords(response: Pick<ProbeHttpResponse, "status" | "text">): string {
  const error = bodyAs(response, errorBody);
  const said = error?.error_code ?? error?.message ?? error?.msg;
  const code = typeof error?.code === "string" ? ` ${error.code}` : "";
  const text = said ?? response.text.replace(/\s+/g, " ").trim();
  if (text === "") return `status ${response.status}${code}`;
  return `status ${response.status}${code}, “${text.slice(0, 120)}”`;
}
