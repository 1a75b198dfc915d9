import { Agent, request } from "node:http";

export type Call = {
  method: string;
  /** As it goes over the wire, so also forms that a browser would tidy up. */
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** Address to come from, within 127.0.0.0/8. */
  localAddress?: string;
};

/** `status` 0: the connection was cut instead of an answer. */
export type Answer = { status: number; location: string; cookies: string[]; text: string };

/** Codes of a connection that the other side closed: while it was read, or while it was written to. */
const CUT = new Set(["ECONNRESET", "EPIPE"]);

const DEADLINE_MS = 20_000;
const READ_MS = 2_000;
const LONGEST = 2_000_000;

/** Sends calls over connections of its own; `close` ends them. */
export class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #target: { host: string; port: number } | { socketPath: string };
  /** Over a socket each call has a connection of its own, as the panel's: a kept one may be closing at the far end. */
  readonly #reuses: boolean;

  /** @param target address of the panel, or the path of a socket */
  constructor(target: string) {
    this.#reuses = !target.startsWith("/");
    if (!this.#reuses) this.#target = { socketPath: target };
    else {
      const { hostname, port } = new URL(target);
      this.#target = { host: hostname, port: Number(port) };
    }
  }

  send({ method, path, headers, body, localAddress }: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request({
        ...this.#target,
        method,
        path,
        headers: { ...headers, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
        agent: this.#reuses && localAddress === undefined ? this.#agent : false,
        localAddress,
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      outgoing.on("error", (error: NodeJS.ErrnoException) => {
        if (CUT.has(error.code ?? "")) resolve({ status: 0, location: "", cookies: [], text: "" });
        else reject(new Error(`${method} ${path} got no answer`, { cause: error }));
      });
      outgoing.on("upgrade", (_, socket) => {
        socket.destroy();
        reject(new Error("the connection was upgraded"));
      });
      outgoing.on("response", (answer) => {
        let text = "";
        // A stream goes on for ever; what it begins with is enough.
        const enough = setTimeout(() => answer.destroy(), READ_MS);
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => {
          text += part;
          if (text.length > LONGEST) answer.destroy();
        });
        // It was cut, by either side: what came until then counts.
        answer.on("error", () => {});
        answer.on("close", () => {
          clearTimeout(enough);
          resolve({
            status: answer.statusCode ?? 0,
            location: answer.headers.location ?? "",
            cookies: answer.headers["set-cookie"] ?? [],
            text,
          });
        });
      });
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Runs the work for all items, so many at once. */
export async function inParallel<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const runners = Array.from({ length: atOnce }, async () => {
    for (const item of waiting) await work(item);
  });
  await Promise.all(runners);
}
