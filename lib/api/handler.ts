import type { CallerOf } from "@/lib/api/access";
import type { RouteContract, RouteInput, RouteJson, RouteLine } from "@/lib/api/contract/route";
import type { RouteId, Routes } from "@/lib/api/contract/routes";
import type { FileAnswer } from "@/lib/use-cases/panel";

/**
 * What answers a route. A stream's signal aborts when the caller has gone or the stream is ended; heartbeats and the
 * lines that say why a stream ended are the server's.
 */
export type Handler<R extends RouteContract> = R["response"] extends { lines: unknown }
  ? (input: RouteInput<R>, caller: CallerOf<R["access"]>, signal: AbortSignal) => AsyncIterable<RouteLine<R>>
  : R["response"] extends { text: string }
    ? (input: RouteInput<R>, caller: CallerOf<R["access"]>, signal: AbortSignal) => AsyncIterable<string>
    : R["response"] extends { file: string }
      ? (input: RouteInput<R>, caller: CallerOf<R["access"]>) => Promise<FileAnswer>
      : (input: RouteInput<R>, caller: CallerOf<R["access"]>, signal: AbortSignal) => Promise<RouteJson<R>>;

/** Every route has a handler, or this does not compile. */
export type Handlers = { [Id in RouteId]: Handler<Routes[Id]> };
