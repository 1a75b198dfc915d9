import { request } from "node:http";

/** @typedef {{ status: number, body: unknown }} WorkerAnswer */

const CALL_TIMEOUT_MS = 5_000;

/**
 * One call to the worker's API over its Unix socket.
 * @param {string} socketPath
 * @param {"GET" | "POST"} method
 * @param {string} path
 * @returns {Promise<WorkerAnswer | undefined>} undefined when nobody answers
 */
export function callWorker(socketPath, method, path) {
  return new Promise((resolve) => {
    const call = request(
      {
        socketPath,
        method,
        path,
        headers: { host: "worker", ...(method === "POST" ? { "content-type": "application/json" } : {}) },
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      },
      (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (/** @type {string} */ part) => {
          text += part;
        });
        response.once("end", () => resolve({ status: response.statusCode ?? 0, body: parseJson(text) }));
        response.once("error", () => resolve(undefined));
      },
    );
    call.once("error", () => resolve(undefined));
    call.end(method === "POST" ? "{}" : undefined);
  });
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {WorkerAnswer | undefined} answer to POST /v1/setup/link
 * @returns {{ link: string, expiresAt: string } | { done: true } | { problem: string }}
 */
export function readSetupLink(answer) {
  if (answer === undefined) return { problem: "the worker did not answer" };
  if (answer.status === 409) return { done: true };
  const body = /** @type {Record<string, unknown>} */ (answer.body ?? {});
  if (answer.status < 300 && typeof body.url === "string" && typeof body.expiresAt === "string") {
    return { link: body.url, expiresAt: body.expiresAt };
  }
  const message = typeof body.message === "string" ? body.message : undefined;
  return { problem: message ?? `the worker answered ${answer.status}` };
}

/**
 * @param {WorkerAnswer | undefined} answer to GET /v1/address
 * @returns {string | undefined} of the certificate that people compare, where the panel has one that no authority knows
 */
export function readFingerprint(answer) {
  const { certificate } = /** @type {Record<string, unknown>} */ (answer?.body ?? {});
  if (typeof certificate !== "object" || certificate === null) return undefined;
  const { fingerprint, selfSigned } = /** @type {Record<string, unknown>} */ (certificate);
  return selfSigned === true && typeof fingerprint === "string" ? fingerprint : undefined;
}
