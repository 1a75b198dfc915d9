import { connect, type Socket } from "node:net";
import { refusal } from "@/lib/adapters/docker/refusal";

const HEAD_END = "\r\n\r\n";
const LONGEST_HEAD = 65_536;
const READ_BYTES = 65_536;

/** A body that is read part by part. Nothing is read before `take`. */
export type UnchunkedBody = {
  take(listener: BodyListener): void;
  pause(): void;
  resume(): void;
  destroy(error?: Error): void;
};

export type BodyListener = {
  /** The part belongs to the listener. */
  part(part: Buffer): void;
  /** The connection has ended, whether the engine meant it or died. */
  ended(): void;
  failed(error: unknown): void;
};

/**
 * A GET in HTTP/1.0, whose body comes as it is. In HTTP/1.1 the engine wraps each line of a log in a chunk of its own,
 * and Node hands out each chunk by itself: that takes twice the processor time. Resolves with the body, once the head
 * is there.
 */
export function openUnchunked(socketPath: string, path: string, signal: AbortSignal): Promise<UnchunkedBody> {
  return new Promise((resolve, reject) => {
    let head: Buffer = Buffer.alloc(0);
    let listener: BodyListener | undefined;
    // Reads into one buffer: a fresh one for each of the many small reads costs more than copying what came.
    const reading = {
      buffer: Buffer.allocUnsafe(READ_BYTES),
      callback: (length: number, buffer: Uint8Array) => {
        const part = Buffer.from(buffer.subarray(0, length));
        if (listener === undefined) readHead(part);
        else listener.part(part);
        return true;
      },
    };
    const socket = connect({ path: socketPath, onread: reading });
    const abort = () => socket.destroy(new Error("aborted"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    socket.on("close", () => signal.removeEventListener("abort", abort));
    // For good: an abort after the last read reports an error as well, which would end the process.
    socket.on("error", (error) => (listener === undefined ? reject(error) : listener.failed(error)));
    socket.on("end", () => {
      if (listener !== undefined) listener.ended();
      else reject(Object.assign(new Error("the connection ended"), { code: "ECONNRESET" }));
    });
    socket.once("connect", () => socket.write(`GET ${path} HTTP/1.0\r\nHost: docker\r\n\r\n`));

    function readHead(part: Buffer): void {
      head = Buffer.concat([head, part]);
      const end = head.indexOf(HEAD_END);
      if (end === -1) {
        if (head.length > LONGEST_HEAD) socket.destroy(new Error("the answer is no HTTP"));
        return;
      }
      const first = head.subarray(end + HEAD_END.length);
      const body = bodyOf(socket, first, (taken) => {
        listener = taken;
      });
      // Until somebody takes it, nothing may come in behind its back.
      socket.pause();
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head.toString("latin1", 0, end))?.[1] ?? 0);
      if (status === 200) resolve(body);
      else readRefusal(body).then((text) => reject(refusal(status, text)), reject);
    }
  });
}

function bodyOf(socket: Socket, first: Buffer, listen: (listener: BodyListener) => void): UnchunkedBody {
  const resume = () => {
    if (!socket.destroyed) socket.resume();
  };
  return {
    take(listener) {
      listen(listener);
      if (socket.destroyed) {
        listener.failed(socket.errored ?? new Error("the connection is closed"));
        return;
      }
      resume();
      if (first.length > 0) listener.part(first);
    },
    pause: () => socket.pause(),
    resume,
    destroy: (error) => socket.destroy(error),
  };
}

function readRefusal(body: UnchunkedBody): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    body.take({
      part: (part) => {
        text = (text + part.toString()).slice(0, 10_000);
      },
      ended: () => resolve(text),
      failed: reject,
    });
  });
}
