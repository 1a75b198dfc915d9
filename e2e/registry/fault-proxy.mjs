import { once } from "node:events";
import { createServer, request } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/**
 * What to do to one answer. None of them set: the answer passes unharmed.
 * @typedef {object} Fault
 * @property {number} [status] answer with it instead of asking the registry
 * @property {number} [cutAfterBytes] break the connection at this offset of the blob; a client that resumes behind
 *   it is cut at once, so that the blob never becomes whole
 * @property {number} [delayMsPerChunk] wait before each chunk (up to 64 KiB)
 * @property {number} [bytesPerSecond] pass the body on no faster than this
 * @property {boolean} [hang] accept the request and never answer
 */
/** @typedef {{ method: string, path: string, isBlob: boolean, digest?: string, attempt: number }} ProxyRequest */
/** @typedef {(request: ProxyRequest) => Fault | undefined} FaultChoice */
/** @typedef {{ method: string, path: string, status: number, bodyBytes: number, cut: boolean }} ServedRequest */

const SMALLEST_PAUSE_MS = 5;

/**
 * @param {string | undefined} range like "bytes=100-"
 * @returns {number}
 */
function rangeStart(range) {
  return Number(/^bytes=(\d+)-/.exec(range ?? "")?.[1] ?? 0);
}

/**
 * Resolves when the kernel has the bytes, so that a cut that follows is at the byte that was asked for.
 * @param {import("node:http").ServerResponse} to
 * @param {Buffer} chunk
 * @returns {Promise<void>}
 */
function writeOut(to, chunk) {
  return new Promise((resolve) => {
    const done = () => {
      to.off("close", done);
      resolve();
    };
    to.once("close", done);
    to.write(chunk, done);
  });
}

/**
 * Writes the registry's answer on, slowed down or cut as the fault says.
 * @param {import("node:http").IncomingMessage} from
 * @param {import("node:http").ServerResponse} to
 * @param {Fault} fault
 * @param {number} offset of the body's first byte in the whole blob
 * @param {ServedRequest} served
 */
async function passBody(from, to, fault, offset, served) {
  const startedAt = Date.now();
  for await (const whole of from) {
    const left =
      fault.cutAfterBytes === undefined ? whole.length : fault.cutAfterBytes - offset - served.bodyBytes;
    const chunk = whole.subarray(0, Math.max(0, left));
    if (fault.delayMsPerChunk) await delay(fault.delayMsPerChunk);
    if (fault.bytesPerSecond) {
      const dueMs = ((served.bodyBytes + chunk.length) / fault.bytesPerSecond) * 1000;
      const aheadMs = dueMs - (Date.now() - startedAt);
      if (aheadMs > SMALLEST_PAUSE_MS) await delay(aheadMs);
    }
    if (to.destroyed) break;
    served.bodyBytes += chunk.length;
    await writeOut(to, chunk);
    if (chunk.length < whole.length) {
      served.cut = true;
      to.destroy();
      break;
    }
  }
  to.end();
}

/**
 * A proxy in front of a registry that spoils chosen answers. With plain numbers, every blob is spoilt that way;
 * `choose` decides request by request and can be exchanged while it runs.
 * @param {object} settings
 * @param {string} settings.upstream host:port of the registry
 * @param {FaultChoice} [settings.choose]
 * @param {number} [settings.cutBlobAfterBytes]
 * @param {number} [settings.delayMsPerChunk]
 * @param {number} [settings.bytesPerSecond]
 */
export async function startFaultProxy(settings) {
  const { upstream, cutBlobAfterBytes, delayMsPerChunk, bytesPerSecond } = settings;
  /** @type {FaultChoice} */
  let choose =
    settings.choose ??
    (({ isBlob, method }) =>
      isBlob && method === "GET"
        ? { cutAfterBytes: cutBlobAfterBytes, delayMsPerChunk, bytesPerSecond }
        : undefined);
  /** @type {ServedRequest[]} */
  const requests = [];
  /** @type {Map<string, number>} */
  const attempts = new Map();

  const server = createServer((incoming, outgoing) => {
    const { method = "GET", url: path = "/" } = incoming;
    const key = `${method} ${path}`;
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    const digest = /\/blobs\/(sha256:[0-9a-f]{64})$/.exec(path)?.[1];
    const fault = choose({ method, path, isBlob: digest !== undefined, digest, attempt }) ?? {};
    /** @type {ServedRequest} */
    const served = { method, path, status: 0, bodyBytes: 0, cut: false };
    requests.push(served);
    if (fault.hang) return;
    if (fault.status !== undefined) {
      served.status = fault.status;
      const code = fault.status === 404 ? "MANIFEST_UNKNOWN" : "UNKNOWN";
      outgoing.writeHead(fault.status, { "content-type": "application/json" });
      outgoing.end(JSON.stringify({ errors: [{ code, message: "made by the fault proxy" }] }));
      return;
    }
    const onward = request(`http://${upstream}${path}`, { method, headers: incoming.headers, agent: false });
    onward.once("response", (answer) => {
      served.status = answer.statusCode ?? 502;
      outgoing.writeHead(served.status, answer.headers);
      outgoing.flushHeaders();
      const offset = served.status === 206 ? rangeStart(incoming.headers.range) : 0;
      passBody(answer, outgoing, fault, offset, served).catch((error) => outgoing.destroy(error));
    });
    onward.once("error", (error) => outgoing.destroy(error));
    outgoing.once("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the fault proxy got no port");
  const host = `127.0.0.1:${address.port}`;
  return {
    host,
    url: `http://${host}`,
    /** Everything that was asked, in order; the entries fill while they are served. */
    requests,
    /** @param {FaultChoice} next */
    setFault: (next) => {
      choose = next;
    },
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
