import { type ErrorView, errorView } from "@/lib/api/contract/views";
import { PanelError } from "@/lib/errors";

/** What the worker answered to a refused call, as the error that it threw. */
export function readApiError(status: number, body: string): PanelError {
  const parsed = errorView.safeParse(parseJson(body));
  if (!parsed.success) {
    return new PanelError(
      "unexpected",
      `The worker answered with status ${status} and no error that Slipway knows`,
    );
  }
  const { code, message, details, ...rest } = parsed.data;
  return new PanelError(code, message, { ...details, ...rest });
}

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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses `undefined`, and the caller names the status.
    return undefined;
  }
}
