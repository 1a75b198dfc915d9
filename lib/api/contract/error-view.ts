import type { ErrorView } from "@/lib/api/contract/views";
import type { PanelError } from "@/lib/errors";

/**
 * The error as plain data, without stack and cause: what the API answers, a job keeps, a page or a form holds, and the
 * command prints for programs. The client reads it back (`lib/client/api-error.ts`).
 */
export function errorViewOf({ code, message, details: all }: PanelError): ErrorView {
  const { fix, issues, evidence, reportId, ...details } = all;
  return {
    code,
    message,
    ...(fix !== undefined && { fix }),
    ...(issues !== undefined && { issues }),
    ...(evidence !== undefined && { evidence }),
    ...(typeof reportId === "string" && { reportId }),
    ...(Object.keys(details).length > 0 && { details }),
  };
}
