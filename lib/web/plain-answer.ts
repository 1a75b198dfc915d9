import type { IncomingMessage, ServerResponse } from "node:http";
import { isApiPath } from "@/lib/web/api-path";

const TEXT = "This port speaks https. Open the same address with https:// in front.\n";

/**
 * What somebody hears who spoke plain http to the port for https: where to go, and nothing of the panel.
 * @param hosts of `allowedHosts`: Host header → origin
 * @param answers whether there is anything to go to; asked only where somebody would be sent on
 */
export async function answerPlain(
  request: IncomingMessage,
  response: ServerResponse,
  hosts: ReadonlyMap<string, string>,
  answers: () => Promise<boolean>,
): Promise<void> {
  const origin = hosts.get(request.headers.host?.toLowerCase() ?? "");
  const isRead = request.method === "GET" || request.method === "HEAD";
  const path = request.url ?? "/";
  response.setHeader("connection", "close");
  response.setHeader("content-type", "text/plain; charset=utf-8");
  response.setHeader("cache-control", "no-store");
  if (origin === undefined || !isRead || !path.startsWith("/") || isApiPath(path)) {
    // What came with it, a password or a token, has crossed the network in clear: it is not asked for again elsewhere.
    response.writeHead(400).end(TEXT);
    return;
  }
  // The image's health check asks so, and wants to know about the panel, not about this line.
  if (!(await answers())) {
    response.writeHead(503, { "retry-after": "5" }).end("The panel's worker does not answer.\n");
    return;
  }
  // For now alone: with SLIPWAY_TLS=off the same address is plain http again.
  response.writeHead(307, { location: `${origin}${path}` }).end(TEXT);
}
