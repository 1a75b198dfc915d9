import { createHash, randomBytes } from "node:crypto";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { connectionError } from "@/lib/adapters/probes/connection-error";
import { clientFrame, OPCODE, serverFrame } from "@/lib/adapters/probes/websocket-frame";
import { ProbeConnectionError, type ProbeWebsocketRequest } from "@/lib/ports/prober";
import type { ProbeWebsocketAnswer } from "@/lib/stacks/kind";

/** A service that sends more than this to a probe is not believed. */
const MAX_BYTES = 1024 * 1024;
/** Of a refusal's text: enough to read what is wrong. */
const MAX_REFUSAL_CHARACTERS = 2000;

/** RFC 6455, 1.3. */
const ACCEPT_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Opens a WebSocket over plain http, sends one text and gives the first that comes back. */
export function websocketProbe(request: ProbeWebsocketRequest): Promise<ProbeWebsocketAnswer> {
  const key = randomBytes(16).toString("base64");
  const { promise, resolve, reject } = withResolvers<ProbeWebsocketAnswer>();
  const outgoing = httpRequest(request.url, {
    signal: AbortSignal.timeout(request.timeoutMs),
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": key,
    },
  });
  outgoing.on("error", (error) => reject(connectionError(request, timeoutOf(error))));
  outgoing.on("response", (response) => {
    refusalText(response).then(
      (text) => resolve({ accepted: false, status: response.statusCode ?? 0, text }),
      (error: unknown) => reject(connectionError(request, error)),
    );
  });
  outgoing.on("upgrade", (response, socket, head) => {
    const broken = (message: string) => reject(new ProbeConnectionError(`the WebSocket ${message}`, false));
    const accept = createHash("sha1").update(`${key}${ACCEPT_SUFFIX}`).digest("base64");
    if (response.headers["sec-websocket-accept"] !== accept) {
      socket.destroy();
      return broken("was opened by something that does not speak the protocol");
    }
    const timer = setTimeout(() => broken("is open, but silent"), request.timeoutMs);
    promise
      .catch(() => {})
      .finally(() => {
        clearTimeout(timer);
        socket.destroy();
      });
    socket.on("error", () => broken("broke"));
    socket.on("close", () => broken("was closed without an answer"));
    socket.write(clientFrame(OPCODE.text, Buffer.from(request.send), randomBytes(4)));
    readTexts(socket, head, (text) => resolve({ accepted: true, text }), broken);
  });
  outgoing.end();
  return promise;
}

/** Answers pings, as a client must, and hands on texts; `problem` gets what ends the exchange. */
function readTexts(
  socket: Duplex,
  head: Buffer,
  onText: (text: string) => void,
  problem: (message: string) => void,
): void {
  let bytes = Buffer.alloc(0);
  const read = (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    try {
      for (let next = serverFrame(bytes, MAX_BYTES); next !== null; next = serverFrame(bytes, MAX_BYTES)) {
        bytes = bytes.subarray(next.length);
        const { final, opcode, payload } = next.frame;
        if (opcode === OPCODE.text && final) onText(payload.toString("utf8"));
        else if (opcode === OPCODE.ping) socket.write(clientFrame(OPCODE.pong, payload, randomBytes(4)));
        else if (opcode === OPCODE.close) problem(closeWords(payload));
      }
    } catch (error) {
      problem(`sent what cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  socket.on("data", read);
  if (head.length > 0) read(head);
}

function closeWords(payload: Buffer): string {
  const code = payload.length >= 2 ? ` with code ${payload.readUInt16BE(0)}` : "";
  const reason = payload.subarray(2).toString("utf8");
  return `was closed by the service${code}${reason === "" ? "" : `: ${reason}`}`;
}

async function refusalText(response: IncomingMessage): Promise<string> {
  response.setEncoding("utf8");
  let text = "";
  for await (const chunk of response) {
    text += String(chunk);
    if (text.length > MAX_REFUSAL_CHARACTERS) break;
  }
  return text.slice(0, MAX_REFUSAL_CHARACTERS);
}

/** Node hides the reason of an abort in the cause. */
function timeoutOf(error: Error): unknown {
  return error.name === "AbortError" ? error.cause : error;
}

/** As `Promise.withResolvers`, which Node 20 has not. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
