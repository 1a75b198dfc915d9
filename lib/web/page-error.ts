import { errorViewOf } from "@/lib/api/contract/error-view";
import type { PanelError } from "@/lib/errors";
import { encodeErrorWords } from "@/lib/web/page-error-words";

/**
 * The error with its words in `digest`: of an error thrown while a page is made, Next hands only that to the browser.
 */
export function pageError(error: PanelError): PanelError {
  const { code, message, fix = null } = errorViewOf(error);
  return Object.assign(error, { digest: encodeErrorWords({ code, message, fix }) });
}
