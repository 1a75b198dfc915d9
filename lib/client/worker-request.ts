import { type IncomingMessage, request } from "node:http";
import { panelUnreachable, type RemotePanel, requestPanel } from "@/lib/client/panel-request";
import { PanelError } from "@/lib/errors";

/** The worker's socket, or a panel elsewhere that passes on to its worker. */
export type Reach = { socketPath: string } | { panel: RemotePanel };

export type WorkerRequest = Reach & {
  method: string;
  path: string;
  headers: Record<string, string>;
  /** JSON, where the headers do not call it anything else. */
  body?: string | Buffer | undefined;
  /** Until the head of the answer; the body of a stream may take for ever. */
  deadlineMs: number;
  signal?: AbortSignal | undefined;
};

/**
 * One request to the worker; resolves with the head of the answer, whatever its status.
 * @throws PanelError `worker-unreachable` when nobody listens, `deadline-passed` when nobody answers
 */
export function sendToWorker(options: WorkerRequest): Promise<IncomingMessage> {
  const { method, path, body, deadlineMs, signal } = options;
  const headers: Record<string, string | number> = { ...options.headers };
  if (body !== undefined) {
    headers["content-type"] ??= "application/json";
    headers["content-length"] = Buffer.byteLength(body);
  }
  return new Promise((resolve, reject) => {
    const asked = { method, path, headers, ...(signal ? { signal } : {}) };
    const call =
      "panel" in options
        ? requestPanel(options.panel, asked)
        : // A connection of its own: one kept from before may just be closing at the worker's end.
          request({ socketPath: options.socketPath, agent: false, ...asked });
    const deadline = setTimeout(() => call.destroy(deadlinePassed(method, deadlineMs)), deadlineMs);
    call.on("response", (answer) => {
      clearTimeout(deadline);
      resolve(answer);
    });
    call.on("error", (error) => {
      clearTimeout(deadline);
      reject(signal?.aborted || error instanceof PanelError ? error : unreachable(options, error));
    });
    call.end(body);
  });
}

export function unreachable(reach: Reach, cause: unknown): PanelError {
  if ("panel" in reach) return panelUnreachable(reach.panel, cause);
  return new PanelError(
    "worker-unreachable",
    "The part of Slipway that talks to Docker does not answer. Your stacks keep running.",
    { fix: "It restarts with the panel: run npm start again on the server, and look at what it prints." },
    cause,
  );
}

export function deadlinePassed(method: string, deadlineMs: number): PanelError {
  const outcome = method === "GET" ? "" : " Whether it was done is not known: look before you try again.";
  return new PanelError(
    "deadline-passed",
    `Slipway's worker gave no answer within ${deadlineMs / 1000} s.${outcome}`,
    { fix: "Try again in a moment. If it stays so, restart the panel; your stacks keep running." },
  );
}
