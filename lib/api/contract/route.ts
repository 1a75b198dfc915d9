import type { z } from "zod";
import type { TokenScope } from "@/lib/api/contract/token-scopes";

/**
 * Who may call a route. `local`: only through the control socket, whose file permissions are the proof;
 * the roles include the ones before them. A route without an access does not compile.
 */
export type RouteAccess = "public" | "local" | "viewer" | "operator" | "owner";

/**
 * When a call takes a password that was given within the session a few minutes ago at most: always, or where the named
 * field of the body is not empty. The control socket is its own proof.
 */
export type RouteFresh = "always" | { whenFilled: string };

/**
 * What an API token needs for a call, besides the role that its owner has now; `never`: the call is for people alone. A
 * route without it does not compile. Where a person gives a fresh proof, a token needs the scope `secrets`.
 */
export type RouteToken = TokenScope | "never";

export type RouteContract = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Hono's form: `/v1/stacks/:stack`. */
  path: string;
  access: RouteAccess;
  token: RouteToken;
  /** Without it no proof is needed. */
  fresh?: RouteFresh;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Schema of one JSON answer, of one line of a stream of NDJSON; or the media type of a stream of text, of a file. */
  response: { json: z.ZodType } | { lines: z.ZodType } | { text: string } | { file: string };
};

/** Keeps the literal types of a route, so that the client and the handlers infer from them. */
export function route<const R extends RouteContract>(contract: R): R {
  return contract;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Given<T> = T extends z.ZodType ? z.input<T> : undefined;
type Part<R, K extends string> = R extends { [P in K]: infer V } ? V : undefined;

/** What a handler gets. */
export type RouteInput<R extends RouteContract> = {
  params: Parsed<Part<R, "params">>;
  query: Parsed<Part<R, "query">>;
  body: Parsed<Part<R, "body">>;
};

type Needed<K extends string, V> = [V] extends [undefined] ? { [P in K]?: undefined } : { [P in K]: V };

/** What a caller gives. */
export type RouteCall<R extends RouteContract> = Needed<"params", Given<Part<R, "params">>> &
  Needed<"body", Given<Part<R, "body">>> & { query?: Given<Part<R, "query">> };

export type RouteJson<R extends RouteContract> = R["response"] extends { json: infer J } ? Parsed<J> : never;
export type RouteLine<R extends RouteContract> = R["response"] extends { lines: infer L } ? Parsed<L> : never;
