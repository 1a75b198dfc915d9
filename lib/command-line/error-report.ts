import { errorViewOf } from "@/lib/api/contract/error-view";
import type { PanelError } from "@/lib/errors";

/** The failure as the lines that a person reads. */
export function errorText(error: PanelError): string {
  const { fix, issues = [], evidence = [] } = error.details;
  const repeated = issues.length === 1 && issues[0]?.message === error.message;
  return [
    `slipway: ${error.message}`,
    ...(repeated ? [] : issues.map(({ field, message }) => `  ${field}: ${message}`)),
    ...evidence.map((line) => `  | ${line}`),
    ...(fix === undefined ? [] : [fix]),
  ].join("\n");
}

/** The failure for programs, the same form as the API's. */
export function errorJson(error: PanelError): string {
  return JSON.stringify({ error: errorViewOf(error) }, null, 2);
}
