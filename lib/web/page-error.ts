import { toErrorView } from "@/lib/client/api-error";
import type { ErrorCode, PanelError } from "@/lib/errors";

/** What an error page may say. */
export type PageErrorWords = { code: ErrorCode; message: string; fix: string | null };

const PREFIX = "slipway:";

/**
 * The error with its words in `digest`: of an error thrown while a page is made, Next hands only that to the browser.
 */
export function pageError(error: PanelError): PanelError {
  const { code, message, fix = null } = toErrorView(error);
  return Object.assign(error, { digest: PREFIX + JSON.stringify({ code, message, fix }) });
}

/** The words out of an error page's `error.digest`; null for an error that has none. */
export function readPageError(digest: string | undefined): PageErrorWords | null {
  if (!digest?.startsWith(PREFIX)) return null;
  return JSON.parse(digest.slice(PREFIX.length)) as PageErrorWords;
}
