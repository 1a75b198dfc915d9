import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type Context, Hono } from "hono";
import type { Entrance, KnownCaller } from "@/lib/api/access";
import type { RouteContract } from "@/lib/api/contract/route";
import { type RouteId, routes } from "@/lib/api/contract/routes";
import { errorResponse } from "@/lib/api/error-answer";
import type { Handlers } from "@/lib/api/handler";
import { guardedLines, lineBody, textOf } from "@/lib/api/line-stream";
import { readInput } from "@/lib/api/read-input";
import { noRoute, requireAccess, requireProof } from "@/lib/api/require-access";
import { type BearerChecks, holdOf, peerOf, whoCalls } from "@/lib/api/who-calls";
import { PanelError } from "@/lib/errors";
import type { Log } from "@/lib/ports/log";
import type { Caller, FileAnswer } from "@/lib/use-cases/panel";

const HEARTBEAT_MS = 15_000;
/** A stream that is refused says so within this time; then its answer begins, line or no line. */
const FIRST_LINE_MS = 300;

export type ApiServices = BearerChecks & {
  handlers: Handlers;
  /** Of a session or an API token. */
  onSignedOut: (tokenHash: string, listener: () => void) => () => void;
  /** Aborts when the worker stops. */
  stopping: AbortSignal;
  now: () => Date;
  newId: () => string;
  log: Log;
  heartbeatMs?: number;
};

/** Any handler, called with what its own contract made of the input: the pairing is checked by the type of the table. */
type AnyHandler = (input: unknown, caller: Caller, signal: AbortSignal) => unknown;

/** The API as one of the two sockets serves it. */
export function createApi(entrance: Entrance, services: ApiServices): Hono {
  const api = new Hono();
  for (const id of Object.keys(routes) as RouteId[]) {
    const route: RouteContract = routes[id];
    const handler = services.handlers[id] as AnyHandler;
    api.on(route.method, route.path, (context) => answer(context, entrance, route, handler, services));
  }
  api.notFound((context) => errorResponse(noRoute(context.req.path), services));
  api.onError((error) => errorResponse(error, services));
  return api;
}

async function answer(
  context: Context,
  entrance: Entrance,
  route: RouteContract,
  handler: AnyHandler,
  services: ApiServices,
): Promise<Response> {
  const request = context.req.raw;
  const known = await whoCalls(request, entrance, services);
  // Before anything of the call is parsed.
  requireAccess(route, entrance, known, context.req.path);
  requireContentType(route, request);
  const input = await readInput(route, request, context.req.param(), context.req.query());
  requireProof(route, known, input.body, services.now());
  // Who is signed in may call a public route as well, and is a visitor there like anybody else.
  const caller = { ...(known ?? { who: "", from: peerOf(request) }), agent: agentOf(request) };
  if ("lines" in route.response)
    return streamAnswer(input, caller, known, handler, request, services, NDJSON);
  if ("text" in route.response) {
    const form = { contentType: `${route.response.text}; charset=utf-8`, write: textOf };
    return streamAnswer(input, caller, known, handler, request, services, form);
  }
  const result = await handler(input, caller, request.signal);
  if ("file" in route.response) return fileResponse(result as FileAnswer);
  return Response.json(result, { headers: { "cache-control": "no-store" } });
}

/** A form of another site can send text and forms without asking the browser, and no JSON. */
function requireContentType(route: RouteContract, request: Request): void {
  const type = request.headers.get("content-type");
  if (route.body === undefined || (type === null && request.body === null)) return;
  if (type !== null && /^application\/json\s*(;|$)/i.test(type)) return;
  throw new PanelError("content-type-unsupported", "The body must be application/json", {
    fix: "Send the header content-type: application/json",
  });
}

type StreamForm = { contentType: string; write: (value: unknown) => string };

const NDJSON: StreamForm = {
  contentType: "application/x-ndjson",
  write: (value) => `${JSON.stringify(value)}\n`,
};

async function streamAnswer(
  input: unknown,
  caller: Caller,
  known: KnownCaller | null,
  handler: AnyHandler,
  request: Request,
  services: ApiServices,
  { contentType, write }: StreamForm,
): Promise<Response> {
  const { onSignedOut, stopping, now, log, heartbeatMs = HEARTBEAT_MS } = services;
  const hold = holdOf(known, services);
  const left = new AbortController();
  const gone = () => left.abort();
  request.signal.addEventListener("abort", gone, { once: true });
  const source = handler(input, caller, left.signal) as AsyncIterable<unknown>;
  const lines = guardedLines(source, {
    heartbeatMs,
    stillSignedIn: async () => hold === null || hold.holds(),
    onSignedOut: (listener) => (hold === null ? () => {} : onSignedOut(hold.tokenHash, listener)),
    stopping,
    now,
    log,
  });
  const first = lines.next();
  await Promise.race([first, sleep(FIRST_LINE_MS)]);
  return new Response(lineBody(lines, first, write, gone, log), {
    headers: { "content-type": contentType, "cache-control": "no-store, no-transform" },
  });
}

function fileResponse({ fileName, contentType, ...content }: FileAnswer): Response {
  const isWhole = "bytes" in content;
  const body = isWhole
    ? new Uint8Array(content.bytes)
    : (Readable.toWeb(Readable.from(content.chunks)) as ReadableStream<Uint8Array<ArrayBuffer>>);
  const sizeBytes = isWhole ? content.bytes.byteLength : content.sizeBytes;
  return new Response(body, {
    headers: {
      "content-type": contentType,
      ...(sizeBytes !== null && { "content-length": String(sizeBytes) }),
      "content-disposition": `attachment; filename="${fileName.replace(/[^\w.-]/g, "_")}"`,
      "cache-control": "no-store",
    },
  });
}

function agentOf(request: Request): string {
  return request.headers.get("user-agent") ?? "";
}
