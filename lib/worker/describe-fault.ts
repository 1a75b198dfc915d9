import { toPanelError } from "@/lib/errors";

/** What somebody needs who looks for the mistake in the code. */
export function describeFault(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What somebody needs whose worker did not start: the message, what shows it, and what to do. */
export function describeRefusal(error: unknown): string {
  const { code, message, details, cause } = toPanelError(error);
  const lines = [message, ...(details.evidence ?? []), ...(details.fix === undefined ? [] : [details.fix])];
  if (code === "unexpected") lines.push(describeFault(cause));
  return `${lines.join("\n")}\n`;
}
