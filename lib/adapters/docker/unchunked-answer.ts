import { connect, type Socket } from "node:net";
import { refusal } from "@/lib/adapters/docker/refusal";

const HEAD_END = "\r\n\r\n";
const LONGEST_HEAD = 65_536;

/**
 * A GET in HTTP/1.0, whose body comes as it is. In HTTP/1.1 the engine wraps each line of a log in a chunk of its own,
 * and Node hands out each chunk by itself: that takes twice the processor time. Resolves with the connection, the body
 * ahead; its end is the end of the body, whether the engine meant it or died.
 */
export function openUnchunked(socketPath: string, path: string, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    const abort = () => socket.destroy(new Error("aborted"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    socket.on("close", () => signal.removeEventListener("abort", abort));
    // For good: an abort after the last read reports an error as well, which would end the process.
    socket.on("error", reject);
    socket.once("connect", () => socket.write(`GET ${path} HTTP/1.0\r\nHost: docker\r\n\r\n`));

    let head: Buffer = Buffer.alloc(0);
    const onHead = (part: Buffer) => {
      head = Buffer.concat([head, part]);
      const end = head.indexOf(HEAD_END);
      if (end === -1) {
        if (head.length > LONGEST_HEAD) socket.destroy(new Error("the answer is no HTTP"));
        return;
      }
      socket.off("data", onHead).off("end", onCut).pause();
      const body = head.subarray(end + HEAD_END.length);
      if (body.length > 0) socket.unshift(body);
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(head.toString("latin1", 0, end))?.[1] ?? 0);
      if (status === 200) resolve(socket);
      else readRefusal(socket).then((text) => reject(refusal(status, text)), reject);
    };
    const onCut = () => reject(Object.assign(new Error("the connection ended"), { code: "ECONNRESET" }));
    socket.on("data", onHead).on("end", onCut);
  });
}

async function readRefusal(socket: Socket): Promise<string> {
  let text = "";
  for await (const part of socket) text = (text + String(part)).slice(0, 10_000);
  return text;
}
