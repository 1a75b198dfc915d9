import { errorView } from "@/lib/api/contract/views";
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses `undefined`, and the caller names the status.
    return undefined;
  }
}
