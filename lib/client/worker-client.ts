import type { IncomingMessage } from "node:http";
import type { RouteCall, RouteContract, RouteJson, RouteLine } from "@/lib/api/contract/route";
import { readApiError } from "@/lib/client/api-error";
import { routePath } from "@/lib/client/route-path";
import { deadlinePassed, type Reach, sendToWorker, unreachable } from "@/lib/client/worker-request";
import { PanelError } from "@/lib/errors";
import { LineSplitter } from "@/lib/line-splitter";

const DEADLINE_MS = 10_000;

export type WorkerAccess = Reach & {
  /** Of the session, or an API token; none for public routes and on the control socket. */
  token?: string | null | undefined;
  /** Address of whoever asks, for the audit log. */
  peer?: string | undefined;
  /** Their User-Agent header, for the list of sessions. */
  agent?: string | undefined;
};

export type CallOptions = { signal?: AbortSignal | undefined; deadlineMs?: number };

type JsonRoute = RouteContract & { response: { json: unknown } };
type LineRoute = RouteContract & { response: { lines: unknown } };

/** The typed client of the worker's API: the answers are the worker's own, checked there. */
export class WorkerClient {
  readonly #access: WorkerAccess;

  constructor(access: WorkerAccess) {
    this.#access = access;
  }

  /**
   * One call with a JSON answer.
   * @throws PanelError what the worker refused, or `worker-unreachable`, `deadline-passed`
   */
  async call<R extends JsonRoute>(
    route: R,
    input: RouteCall<R>,
    options: CallOptions = {},
  ): Promise<RouteJson<R>> {
    const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    const answer = await this.open(route, input, options);
    return JSON.parse(await this.#readText(answer, route.method, deadlineMs)) as RouteJson<R>;
  }

  /** The lines of a stream, as they come; leaving the loop closes the stream. */
  async *lines<R extends LineRoute>(
    route: R,
    input: RouteCall<R>,
    options: CallOptions = {},
  ): AsyncGenerator<RouteLine<R>, void, undefined> {
    const answer = await this.open(route, input, options);
    answer.setEncoding("utf8");
    const splitter = new LineSplitter();
    try {
      for await (const chunk of answer as AsyncIterable<string>) {
        for (const line of splitter.push(chunk)) yield JSON.parse(line) as RouteLine<R>;
      }
    } catch (error) {
      throw options.signal?.aborted || error instanceof SyntaxError
        ? error
        : unreachable(this.#access, error);
    } finally {
      answer.destroy();
    }
    const rest = splitter.end();
    if (rest !== null) yield JSON.parse(rest) as RouteLine<R>;
  }

  /** The raw answer, for piping; its status is 2xx. */
  async open<R extends RouteContract>(
    route: R,
    input: RouteCall<R>,
    options: CallOptions = {},
  ): Promise<IncomingMessage> {
    const { params, query, body } = input as { params?: object; query?: object; body?: unknown };
    const { token, peer, agent, ...reach } = this.#access;
    const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    const answer = await sendToWorker({
      ...reach,
      method: route.method,
      path: routePath(route, { ...params }, { ...query }),
      headers: {
        accept: "application/json, application/x-ndjson, */*",
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(peer ? { "x-slipway-peer": peer } : {}),
        ...(agent ? { "user-agent": agent } : {}),
      },
      body: route.body === undefined ? undefined : JSON.stringify(body ?? {}),
      deadlineMs,
      signal: options.signal,
    });
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return answer;
    throw readApiError(status, await this.#readText(answer, route.method, deadlineMs));
  }

  async #readText(answer: IncomingMessage, method: string, deadlineMs: number): Promise<string> {
    const stalled = setTimeout(() => answer.destroy(deadlinePassed(method, deadlineMs)), deadlineMs);
    answer.setEncoding("utf8");
    let text = "";
    try {
      for await (const chunk of answer as AsyncIterable<string>) text += chunk;
    } catch (error) {
      throw error instanceof PanelError ? error : unreachable(this.#access, error);
    } finally {
      clearTimeout(stalled);
    }
    return text;
  }
}
