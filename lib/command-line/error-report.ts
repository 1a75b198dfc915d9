import { errorViewOf } from "@/lib/api/contract/error-view";
import type { ErrorView } from "@/lib/api/contract/views";
import type { PanelError } from "@/lib/errors";

/** The failure as the lines that a person reads. */
export function errorText(error: PanelError): string {
  return [`slipway: ${error.message}`, ...errorDetailLines(errorViewOf(error))].join("\n");
}

/** What stands below the message: what is wrong where, what shows the cause, and what to do. */
export function errorDetailLines({ message, fix, issues = [], evidence = [] }: ErrorView): string[] {
  const repeated = issues.length === 1 && issues[0]?.message === message;
  return [
    ...(repeated ? [] : issues.map((issue) => `  ${issue.field}: ${issue.message}`)),
    ...evidence.map((line) => `  | ${line}`),
    ...(fix === undefined ? [] : [fix]),
  ];
}

/** The failure for programs, the same form as the API's. */
export function errorJson(error: PanelError): string {
  return JSON.stringify({ error: errorViewOf(error) }, null, 2);
}
