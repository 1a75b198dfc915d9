import { errorViewOf } from "@/lib/api/contract/error-view";
import type { ErrorView } from "@/lib/api/contract/views";
import { ERROR_STATUS } from "@/lib/api/error-status";
import { toPanelError } from "@/lib/errors";
import type { Log } from "@/lib/ports/log";

/** Where failures go that have no name. */
export type ErrorReports = { log: Log; newId: () => string };

/** Status and body for an error. One that nobody named gets an id; what it was stands in the log under that id. */
export function answerError(
  error: unknown,
  { log, newId }: ErrorReports,
): { status: number; view: ErrorView } {
  const named = toPanelError(error);
  const view = errorViewOf(named);
  const status = ERROR_STATUS[named.code];
  if (named.code !== "unexpected") {
    if (status >= 500) log("warn", "call refused", { code: named.code, message: named.message });
    return { status, view };
  }
  const reportId = newId();
  const { cause } = named;
  log("error", "unexpected error", {
    reportId,
    error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? named.message),
  });
  return {
    status,
    view: { ...view, reportId, fix: `The worker's log has the details under ${reportId}` },
  };
}

/** The same as an answer; an error that passes with time (RFC 9110, 10.2.3) says in how many seconds. */
export function errorResponse(error: unknown, reports: ErrorReports): Response {
  const { status, view } = answerError(error, reports);
  const headers = new Headers({ "cache-control": "no-store" });
  const seconds = view.details?.retryAfterSeconds;
  if (typeof seconds === "number") headers.set("retry-after", String(seconds));
  return Response.json(view, { status, headers });
}
