import type { IncomingMessage, ServerResponse } from "node:http";
import type { Routes } from "@/lib/api/contract/routes";
import { sendToWorker } from "@/lib/client/worker-request";
import type { PageHandler } from "@/lib/web/next-handler";
import { contentSecurityPolicy, makeNonce } from "@/lib/web/security-headers";
import { toastStyleHashes } from "@/lib/web/toast-style-hashes";

const WORKER_ANSWER_MS = 3_000;
const HEALTH: Routes["health"]["path"] = "/v1/health";

/**
 * Replaces what a client may have claimed about itself by what the socket shows: pages and actions believe these
 * headers. One of them proves a request to be ours: after an action that leads to another page, Next asks our own port
 * for that page, in plain http and with the headers of the request that it answers.
 */
export function setForwardedHeaders(
  request: IncomingMessage,
  { peer, origin, innerProof }: { peer: string; origin: URL; innerProof: string },
): void {
  const { headers } = request;
  delete headers.forwarded;
  headers["x-forwarded-for"] = peer;
  headers["x-forwarded-host"] = headers.host ?? "";
  headers["x-forwarded-proto"] = origin.protocol.slice(0, -1);
  headers["x-forwarded-port"] = origin.port || (origin.protocol === "https:" ? "443" : "80");
  headers["x-slipway-path"] = request.url ?? "/";
  headers["x-slipway-inner"] = innerProof;
}

export type PageContext = { pages: PageHandler; workerSocket: string };

/** A page, an action or a file of Next's; while the worker does not answer, every page is the one that says so. */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  { pages, workerSocket }: PageContext,
): Promise<void> {
  const path = request.url ?? "/";
  if (path.startsWith("/_next/static/")) return pages(request, response);
  const nonce = makeNonce();
  const policy = contentSecurityPolicy(nonce, toastStyleHashes);
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("content-security-policy", policy);
  if (
    (request.method === "GET" || request.method === "HEAD") &&
    isPage(path) &&
    !(await workerAnswers(workerSocket))
  ) {
    request.url = "/unavailable";
    delete request.headers.rsc;
    response.setHeader("retry-after", "5");
    // Next sets the status of the page that it renders; this answer's is decided here.
    Object.defineProperty(response, "statusCode", { get: () => 503, set: () => {} });
  }
  return pages(request, response);
}

/** Files have an extension; what lies under /api and /_next is no page. What is asked of a page is not its name. */
export function isPage(target: string): boolean {
  const [path = "/"] = target.split("?", 1);
  return !/^\/(?:api|_next)\/|\.[a-z0-9]{2,5}$/.test(path);
}

/** Whether the worker is there: without it every page says so. */
export async function workerAnswers(socketPath: string): Promise<boolean> {
  try {
    const answer = await sendToWorker({
      socketPath,
      method: "GET",
      path: HEALTH,
      headers: {},
      deadlineMs: WORKER_ANSWER_MS,
    });
    answer.resume();
    return answer.statusCode === 200;
  } catch {
    // Whatever the reason is, the page says the same and tries again.
    return false;
  }
}
