import { z } from "zod";
import type { ProbeHttpResponse } from "@/lib/stacks/kind";

const errorBody = z.object({
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }).optional() }))
    .min(1),
});

/** The body as JSON of the given shape, or undefined. */
export function bodyAs<T>(response: ProbeHttpResponse, schema: z.ZodType<T>): T | undefined {
  try {
    const result = schema.safeParse(JSON.parse(response.text));
    return result.success ? result.data : undefined;
  } catch {
    return undefined;
  }
}

/** The answer in a few words: the status, and Directus' own error code or the beginning of the text. */
export function answerInWords(response: ProbeHttpResponse): string {
  const [error] = bodyAs(response, errorBody)?.errors ?? [];
  if (error !== undefined)
    return `status ${response.status}, ${error.extensions?.code ?? error.message.slice(0, 120)}`;
  const text = response.text.replace(/\s+/g, " ").trim().slice(0, 120);
  return text === "" ? `status ${response.status}` : `status ${response.status}, “${text}”`;
}
