import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { sendToWorker } from "@/lib/client/worker-request";
import { PanelError, toPanelError } from "@/lib/errors";
import { sendError } from "@/lib/web/error-answer";
import type { StreamTarget } from "@/lib/web/stream-targets";

const HEAD_DEADLINE_MS = 10_000;

export type StreamCaller = { socketPath: string; token: string | null; peer: string };

/**
 * Pipes one of the worker's streams to the browser without a copy of it in memory: a slow reader slows the worker
 * down, and a reader that is gone ends the worker's request.
 */
export async function pipeStream(
  target: StreamTarget,
  caller: StreamCaller,
  response: ServerResponse,
): Promise<void> {
  if (caller.token === null) {
    sendError(
      response,
      401,
      new PanelError("not-signed-in", "Your session has ended", { fix: "Sign in again." }),
    );
    return;
  }
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  let answer: IncomingMessage;
  try {
    answer = await sendToWorker({
      socketPath: caller.socketPath,
      method: "GET",
      path: target.path,
      headers: { authorization: `Bearer ${caller.token}`, "x-slipway-peer": caller.peer },
      deadlineMs: HEAD_DEADLINE_MS,
      signal: gone.signal,
    });
  } catch (error) {
    if (!gone.signal.aborted) sendError(response, 503, toPanelError(error));
    return;
  }
  if (answer.statusCode === 200 && target.fileName !== null) {
    response.setHeader("content-disposition", `attachment; filename="${target.fileName}"`);
  }
  await forwardAnswer(answer, response);
}

/** Headers of the worker's that are passed on; whatever else the answer needs is this server's to say. */
const PASSED_ON = ["content-length", "content-disposition", "retry-after"] as const;

/** The worker's answer as it comes, not kept anywhere on the way. */
export async function forwardAnswer(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.statusCode = answer.statusCode ?? 502;
  response.setHeader("cache-control", "no-store, no-transform");
  response.setHeader("content-type", answer.headers["content-type"] ?? "application/json");
  for (const name of PASSED_ON) {
    const value = answer.headers[name];
    if (value !== undefined && !response.hasHeader(name)) response.setHeader(name, value);
  }
  response.flushHeaders();
  try {
    await pipeline(answer, response);
  } catch {
    // Either side went away in the middle: pipeline has closed the other one, and the browser connects again.
  }
}
