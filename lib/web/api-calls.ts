import type { IncomingMessage, ServerResponse } from "node:http";
import { sendToWorker } from "@/lib/client/worker-request";
import { PanelError, toPanelError } from "@/lib/errors";
import { API_TOKEN_PATTERN } from "@/lib/secrets/api-token-text";
import { sendError } from "@/lib/web/error-answer";
import { BODY_LIMIT_BYTES } from "@/lib/web/request-guard";
import { forwardAnswer } from "@/lib/web/stream-pipe";

/** A plan or a run of probes on a slow engine takes this long before the worker has anything to say. */
const HEAD_DEADLINE_MS = 120_000;

/** The worker's own paths begin with `/v1`. Nothing but printable ASCII can be passed on. */
const API_PATH = /^\/api(\/v1\/[\x21-\x7e]+)$/;
const BEARER = new RegExp(`^Bearer ${API_TOKEN_PATTERN}$`);
const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "PUT", "DELETE"]);

/**
 * A program's call, by an API token and nothing else: no cookie is looked at, so no other site's page can make a browser
 * call in somebody's name. The worker decides about the token.
 */
export async function answerApiCall(
  request: IncomingMessage,
  response: ServerResponse,
  { socketPath, peer }: { socketPath: string; peer: string },
): Promise<void> {
  const path = API_PATH.exec(request.url ?? "")?.[1];
  const { authorization } = request.headers;
  const method = request.method ?? "GET";
  if (path === undefined || !METHODS.has(method)) {
    sendError(response, 404, new PanelError("not-found", "There is nothing at this address"));
    return;
  }
  response.setHeader("www-authenticate", 'Bearer realm="Slipway"');
  if (authorization === undefined || !BEARER.test(authorization)) {
    sendError(response, 401, tokenMissing());
    return;
  }
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    const body = await readBody(request);
    const answer = await sendToWorker({
      ...{ socketPath, method, path, body, deadlineMs: HEAD_DEADLINE_MS, signal: gone.signal },
      headers: {
        authorization,
        "x-slipway-peer": peer,
        ...(body !== undefined && { "content-type": request.headers["content-type"] ?? "" }),
      },
    });
    if (answer.statusCode !== 401) response.removeHeader("www-authenticate");
    await forwardAnswer(answer, response);
  } catch (error) {
    if (gone.signal.aborted) return;
    const named = toPanelError(error);
    sendError(response, named.code === "body-too-large" ? 413 : 503, named);
  }
}

/** Its length was stated, and bearable: `refuseRequest` asks for that. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > BODY_LIMIT_BYTES) throw new PanelError("body-too-large", "The body is larger than 1 MiB");
    chunks.push(chunk);
  }
  return size === 0 ? undefined : Buffer.concat(chunks);
}

function tokenMissing(): PanelError {
  return new PanelError("not-signed-in", "This takes an API token", {
    fix: "Send the header Authorization: Bearer slipway_…, with a token of Settings › API tokens",
  });
}
