import { type IncomingMessage, request } from "node:http";
import Docker from "dockerode";
import { EngineAgent } from "@/lib/adapters/docker/engine-agent";
import { putArchive } from "@/lib/adapters/docker/put-archive";
import { refusal } from "@/lib/adapters/docker/refusal";
import { type EngineCall, engineSilent, translateError } from "@/lib/adapters/docker/translate-error";
import { PanelError } from "@/lib/errors";

/** Long enough for a busy engine, short enough for a person who waits. */
export const CALL_TIMEOUT_MS = 5_000;

export type Connection = {
  socketPath: string;
  /** No API version stands in its paths: newer engines refuse old ones, and every engine serves its own by default. */
  docker: Docker;
  /** Runs one call under a deadline and names its failure. The signal aborts what is still in flight then. */
  call<T>(what: CallOptions, run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** A GET whose body is read by the caller; resolves with the answer's head. */
  open(path: string, signal: AbortSignal): Promise<IncomingMessage>;
  json(path: string, signal: AbortSignal): Promise<unknown>;
  /** Sends a tar archive of any length; resolves once the engine has taken all of it. */
  put(path: string, archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void>;
};

export type CallOptions = Omit<EngineCall, "socketPath"> & { timeoutMs?: number; signal?: AbortSignal };

export function connectTo(socketPath: string): Connection {
  const agent = new EngineAgent(socketPath);
  // The client reads DOCKER_HOST by itself and would prefer a host in it to the socket. Its types leave the agent out.
  const dockerOptions = { socketPath, agent, host: undefined, protocol: "http" as const };
  const open = (path: string, signal: AbortSignal) => openAnswer(agent, path, signal);
  return {
    socketPath,
    docker: new Docker(dockerOptions),
    call: (what, run) => callWithin({ ...what, socketPath }, run),
    open,
    put: (path, archive, signal) => putArchive(agent, path, archive, signal),
    async json(path, signal) {
      const parts: Buffer[] = [];
      for await (const part of await open(path, signal)) parts.push(part);
      return JSON.parse(Buffer.concat(parts).toString("utf8"));
    },
  };
}

async function callWithin<T>(
  what: EngineCall & CallOptions,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeoutMs = what.timeoutMs ?? CALL_TIMEOUT_MS;
  const abort = new AbortController();
  let deadline: NodeJS.Timeout | undefined;
  let forget = () => {};
  // Raced, since a client may wait for ever for an answer that broke off in its middle.
  const cut = new Promise<never>((_resolve, reject) => {
    deadline = setTimeout(() => reject(engineSilent(what, timeoutMs)), timeoutMs);
    const cancelled = () => reject(new PanelError("job-cancelled", `Cancelled while ${what.doing}`));
    if (what.signal?.aborted) cancelled();
    what.signal?.addEventListener("abort", cancelled, { once: true });
    forget = () => what.signal?.removeEventListener("abort", cancelled);
  });
  try {
    return await Promise.race([run(abort.signal), cut]);
  } catch (error) {
    abort.abort();
    throw translateError(error, what);
  } finally {
    clearTimeout(deadline);
    forget();
  }
}

function openAnswer(agent: EngineAgent, path: string, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = request({ agent, path, signal, headers: { host: "docker" } });
    // For good: an answer that is cut later on reports it here as well.
    call.on("error", reject);
    call.once("response", (answer) => {
      // Whoever reads it sees its errors; an abort after the last read would end the process.
      answer.on("error", () => {});
      if (answer.statusCode === 200) {
        resolve(answer);
        return;
      }
      readText(answer).then((text) => reject(refusal(answer.statusCode ?? 0, text)), reject);
    });
    call.end();
  });
}

async function readText(answer: IncomingMessage): Promise<string> {
  answer.setEncoding("utf8");
  let text = "";
  for await (const part of answer) text = (text + part).slice(0, 10_000);
  return text;
}
