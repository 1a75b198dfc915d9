import type { ServerResponse } from "node:http";
import { errorViewOf } from "@/lib/api/contract/error-view";
import type { PanelError } from "@/lib/errors";

/** An error as the answer to a request that no page waits for. */
export function sendError(response: ServerResponse, status: number, error: PanelError): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(errorViewOf(error));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    ...(status === 503 ? { "retry-after": "5" } : {}),
  });
  response.end(body);
}
