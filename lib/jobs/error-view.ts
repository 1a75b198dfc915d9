import type { ErrorView } from "@/lib/api/contract/views";
import type { PanelError } from "@/lib/errors";

/** An error as a job keeps it. */
export function errorViewOf(error: PanelError): ErrorView {
  const { fix, issues, evidence, ...details } = error.details;
  return {
    code: error.code,
    message: error.message,
    ...(fix !== undefined && { fix }),
    ...(issues !== undefined && { issues }),
    ...(evidence !== undefined && { evidence }),
    ...(Object.keys(details).length > 0 && { details }),
  };
}
