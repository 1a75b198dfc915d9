import type { z } from "zod";
import type { ProbeHttpResponse } from "@/lib/stacks/kind";

/** The body as JSON of the given shape, or undefined. */
export function bodyAs<T>(response: ProbeHttpResponse, schema: z.ZodType<T>): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(response.text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

/** The answer in a few words: the status, and the beginning of the text. */
export function answerInWords({ status, text }: ProbeHttpResponse): string {
  const start = text.replace(/\s+/g, " ").trim().slice(0, 120);
  return start === "" ? `status ${status}` : `status ${status}, “${start}”`;
}
