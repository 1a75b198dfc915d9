import type { ProbeHttpResponse, ProbeWebsocketAnswer } from "@/lib/stacks/kind";

export type ProbeRequest = {
  url: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  headers: Readonly<Record<string, string>>;
  body: string | null;
  timeoutMs: number;
};

export type ProbeWebsocketRequest = {
  /** Plain `http:`, as of the request that asks for the WebSocket. */
  url: string;
  /** 65,535 bytes at most. */
  send: string;
  timeoutMs: number;
};

export interface ProbeTransport {
  /**
   * One request; redirects are answers, not followed. Rejects with a `ProbeConnectionError` when there is no whole
   * answer within the time.
   */
  http(request: ProbeRequest): Promise<ProbeHttpResponse>;
  /** Opens a WebSocket, sends one text and waits for the first that comes back. Rejects as `http` does. */
  websocket(request: ProbeWebsocketRequest): Promise<ProbeWebsocketAnswer>;
}

/** Nothing answered, or not in time: the message says what, for people. */
export class ProbeConnectionError extends Error {
  override readonly name = "ProbeConnectionError";
  /** Nothing listens there: another address of the same service may be tried. */
  readonly refused: boolean;

  constructor(message: string, refused: boolean, cause?: unknown) {
    super(message, { cause });
    this.refused = refused;
  }
}
