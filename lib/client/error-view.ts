import type { ErrorView } from "@/lib/api/contract/views";
import type { PanelError } from "@/lib/errors";

/** The error as a page or a form can hold it: plain data, without stack and cause. */
export function toErrorView(error: PanelError): ErrorView {
  const { fix, issues, evidence, reportId, ...details } = error.details;
  return {
    code: error.code,
    message: error.message,
    ...(fix === undefined ? {} : { fix }),
    ...(issues === undefined ? {} : { issues }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(typeof reportId === "string" ? { reportId } : {}),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}
